/** One model of the list: its line, the progress of its run, and its details once they are opened. */
import {drawRuns} from './chart.js';
import {Details} from './details.js';
import {element, setAttribute, setText, show, svg} from './dom.js';
import {capital, number, short, span, words} from './format.js';
import {clock, lag, stateOf, stateText} from './freshness.js';

/** A shape for each state, so that no state is told by colour alone. */
export const SHAPES = {
    fresh: [['circle', {cx: 12, cy: 12, r: 9, class: 'solid'}], ['path', {d: 'M8 12.2l2.8 2.8L16 9.5', class: 'cut'}]],
    late: [['path', {d: 'M12 2.5L22.5 21h-21z', class: 'solid'}], ['path', {d: 'M12 9v6m0 2.6v.4', class: 'cut'}]],
    stale: [['path', {d: 'M8 2h8l6 6v8l-6 6H8l-6-6V8z', class: 'solid'}], ['path', {d: 'M8.5 8.5l7 7m0-7l-7 7', class: 'cut'}]],
    failing: [['path', {d: 'M12 2l10 10-10 10L2 12z', class: 'solid'}], ['path', {d: 'M12 7.5v5.5m0 3v.3', class: 'cut'}]],
    never: [['circle', {cx: 12, cy: 12, r: 8.5, class: 'dashed'}]],
    unscheduled: [['circle', {cx: 12, cy: 12, r: 8.5, class: 'open'}], ['path', {d: 'M8.5 12h7', class: 'open'}]],
};

export class Row {
    #actions;
    #parts;
    #details = null;
    #shape = null;

    constructor(model, actions) {
        this.model = model;
        this.#actions = actions;
        this.node = this.#build(model.name);
        this.update(model);
    }

    #build(name) {
        const id = `model-${encodeURIComponent(name)}`;
        const parts = {
            shape: svg('svg', {viewBox: '0 0 24 24', class: 'shape', 'aria-hidden': 'true'}),
            lag: element('span', {class: 'lag'}),
            state: element('span', {class: 'state-word'}),
            schedule: element('span', {class: 'schedule'}),
            stored: element('span', {class: 'stored'}),
            source: element('span', {class: 'in-source'}),
            chart: svg('svg', {class: 'chart', role: 'img'}),
            failed: element('button', {type: 'button', class: 'failed', hidden: '', on: {click: () => this.open(true)}}),
            sync: element('button', {type: 'button', class: 'sync', text: 'Sync', 'aria-label': `Sync ${name}`,
                on: {click: () => this.#actions.sync(this.model)}}),
            progress: element('div', {class: 'progress', hidden: ''}),
            bar: element('progress', {'aria-label': `Progress of ${name}`, max: 100}),
            progressText: element('p', {class: 'progress-text'}),
            stop: element('button', {type: 'button', class: 'quiet', text: 'Stop', 'aria-label': `Stop the run of ${name}`,
                on: {click: () => this.#actions.stop(this.model)}}),
            problem: element('p', {class: 'row-problem', hidden: ''}),
            panel: element('div', {class: 'panel', id, hidden: ''}),
        };
        parts.toggle = element('button', {type: 'button', class: 'name', 'aria-expanded': 'false', 'aria-controls': id,
            on: {click: () => this.open(parts.panel.hidden)}},
        svg('svg', {viewBox: '0 0 12 12', class: 'chevron', 'aria-hidden': 'true'}, svg('path', {d: 'M4 2l4 4-4 4'})),
        element('span', {text: name}));
        parts.progress.append(parts.bar, parts.progressText, parts.stop);
        this.#parts = parts;
        return element('li', {class: 'model', 'data-model': name},
            element('div', {class: 'line'},
                element('p', {class: 'freshness'}, parts.shape, element('span', {class: 'freshness-text'}, parts.lag, parts.state)),
                element('div', {class: 'title'}, element('h3', {}, parts.toggle), parts.schedule),
                element('p', {class: 'records'}, parts.stored, parts.source),
                element('div', {class: 'runs'}, parts.chart),
                element('div', {class: 'failures'}, parts.failed),
                element('div', {class: 'act'}, parts.sync)),
            parts.problem, parts.progress, parts.panel);
    }

    /** Shows what the server reports; writes only what is new. */
    update(model) {
        const before = this.model;
        this.model = model;
        const parts = this.#parts;
        setText(parts.stored, model.stored === null ? 'not known' : number(model.stored));
        setText(parts.source, model.stored === null ? 'sink unreachable' : model.inSource === null ? 'stored'
            : `of ${number(model.inSource)}`);
        setAttribute(parts.source, 'title', model.sinkProblem ?? (model.inSource === null ? null : 'records stored, of those in the source'));
        const problem = model.problem ?? model.sinkProblem;
        show(parts.problem, problem !== null);
        setText(parts.problem, problem ?? '');
        setAttribute(parts.problem, 'title', problem);
        drawRuns(parts.chart, model.runs, clock.now());
        show(parts.failed, model.failed > 0);
        setText(parts.failed, `${short(model.failed)} failed`);
        setAttribute(parts.failed, 'aria-label', `${number(model.failed)} failed records of ${model.name}`);
        this.tick(clock.now());
        if (this.#details !== null && before !== model) {
            this.#details.update(model);
        }
    }

    /** What changes with time alone. */
    tick(now) {
        const parts = this.#parts;
        const model = this.model;
        const state = stateOf(model, now);
        const behind = lag(model, now);
        setAttribute(this.node, 'data-state', state);
        setText(parts.lag, behind === null ? '–' : span(behind));
        setText(parts.state, behind === null ? stateText(state) : `behind, ${stateText(state)}`);
        if (this.#shape !== state) {
            this.#shape = state;
            parts.shape.replaceChildren(...SHAPES[state].map(([tag, attributes]) => svg(tag, attributes)));
        }
        setText(parts.schedule, scheduleText(model, now));
        this.#showProgress(now);
    }

    #showProgress(now) {
        const parts = this.#parts;
        const active = this.model.active;
        show(parts.progress, active !== null);
        setAttribute(this.node, 'data-active', active === null ? null : active.pause || active.waitingFor ? 'waiting' : 'running');
        if (parts.sync.disabled !== (active !== null)) {
            parts.sync.disabled = active !== null;
        }
        if (active === null) {
            return;
        }
        setAttribute(parts.bar, 'value', active.total ? Math.min(100, Math.round(100 * active.done / active.total)) : null);
        setText(parts.progressText, progressText(active, now));
        show(parts.stop, active.id !== null);
    }

    open(wanted) {
        const {panel, toggle} = this.#parts;
        toggle.setAttribute('aria-expanded', String(wanted));
        this.node.classList.toggle('open', wanted);
        panel.hidden = !wanted;
        if (wanted && this.#details === null) {
            this.#details = new Details(this.model, this.#actions);
            panel.append(this.#details.node);
        } else if (!wanted) {
            this.#details = null;
            panel.replaceChildren();
        }
    }

    focus() {
        this.#parts.toggle.focus();
    }
}

function scheduleText(model, now) {
    const sync = model.schedule.find(entry => entry.kind === 'sync');
    if (!sync) {
        return model.touched > 0 ? `${number(model.touched)} touched` : 'not scheduled';
    }
    const soon = sync.next === null ? '' : sync.next > now ? `, next in ${span(sync.next - now)}` : ', due';
    return sync.text + (model.active ? '' : soon);
}

function progressText(active, now) {
    const far = active.total === null ? `${number(active.done)} records`
        : `${number(active.done)} of ${number(active.total)} records, ${Math.floor(100 * active.done / Math.max(1, active.total))} %`;
    const since = active.startedAt === null ? '' : `, for ${span(now - active.startedAt)}`;
    return `${capital(words(active.kind))}: ${far}${since}${waiting(active)}`;
}

function waiting(active) {
    if (active.pause === null) {
        return active.waitingFor === null ? '' : `; waiting for ${active.waitingFor}`;
    }
    const retry = active.pause.retryIn === null ? '' : `, next attempt in ${span(active.pause.retryIn)}`;
    return `; waiting for ${active.pause.name}: ${active.pause.reason}${retry}`;
}
