/** The head of the page: how fresh everything is, in one sentence, the figures of all models, and what is paused. */
import {byId, element, setAttribute, setText, show} from './dom.js';
import {count, dollars, monthName, number, short, span} from './format.js';
import {clock, headline} from './freshness.js';

export function showHeadline(models) {
    const {state, title, detail} = headline(models, clock.now());
    setText(byId('headline'), title);
    setText(byId('subline'), detail);
    setAttribute(document.documentElement, 'data-state', state);
    const page = state === 'fresh' ? `${title} – Syncline` : `(${state}) ${title} – Syncline`;
    if (document.title !== page) {
        document.title = page;
    }
}

export function showLink(source, sink, embedder) {
    setText(byId('link'), [source, embedder, sink].filter(part => part).join('  →  '));
}

export function showFigures(models) {
    show(byId('figures'), true);
    const stored = sum(models.map(model => model.stored ?? 0));
    const counted = models.filter(model => model.inSource !== null);
    setText(byId('figure-stored'), short(stored));
    setText(byId('figure-source'), counted.length === 0 || counted.length < models.length ? `in ${count(models.length, 'model')}`
        : `of ${short(sum(counted.map(model => model.inSource)))} in the source`);
    const failing = models.filter(model => model.failed > 0);
    setText(byId('figure-failed'), number(sum(failing.map(model => model.failed))));
    setText(byId('figure-failed-note'), failing.length === 0 ? 'none waits for a retry' : `in ${count(failing.length, 'model')}`);
}

export function showUsage(usage) {
    show(byId('figure-month-box'), usage !== null);
    show(byId('figure-quota-box'), usage !== null && usage.limits.length > 0);
    if (usage === null) {
        return;
    }
    setText(byId('figure-month-title'), monthName(usage.month));
    setText(byId('figure-cost'), usage.cost === null ? `${short(usage.tokens)} tokens` : dollars(usage.cost));
    setText(byId('figure-tokens'), usage.cost === null ? 'price not known' : `${short(usage.tokens)} tokens in ${count(usage.requests, 'request')}`);
    const box = byId('figure-quota');
    if (box.children.length !== usage.limits.length) {
        box.replaceChildren(...usage.limits.map(limit => element('span', {class: 'quota'},
            element('span', {class: 'quota-text'}), element('meter', {min: 0, 'aria-label': `${limit.name} in the last minute`}))));
    }
    usage.limits.forEach((limit, i) => {
        const [text, meter] = box.children[i].children;
        setText(text, `${limit.name} ${short(limit.used)} of ${short(limit.limit)}`);
        setAttribute(meter, 'max', limit.limit);
        setAttribute(meter, 'value', Math.min(limit.used, limit.limit));
        setText(meter, `${Math.round(100 * limit.used / limit.limit)} %`);
    });
}

/** What runs wait for, each reason once, with its models; and why changes are found by the schedules alone. */
export function showPauses(models, service) {
    const pauses = new Map();
    for (const model of models) {
        const active = model.active;
        if (active?.pause || active?.waitingFor) {
            const what = active.pause ? `${active.pause.name}: ${active.pause.reason}` : active.waitingFor;
            const known = pauses.get(what) ?? {models: [], cause: null, retryIn: null};
            known.models.push(model.name);
            known.cause ??= active.pause?.cause ?? null;
            known.retryIn ??= active.pause?.retryIn ?? null;
            pauses.set(what, known);
        }
    }
    const lines = [...pauses].map(([what, pause]) => [
        what,
        `${pause.models.length > 3 ? count(pause.models.length, 'model') : pause.models.join(', ')} ${pause.models.length === 1 ? 'waits' : 'wait'}`
            + (pause.retryIn === null ? '' : `, next attempt in ${span(pause.retryIn)}`),
        pause.cause ?? '',
    ]);
    if (service.signalsProblem !== null) {
        lines.unshift(['Signals of the database', 'are not taken; the schedules find changes', service.signalsProblem]);
    }
    const list = byId('pauses-list');
    const key = lines.flat().join('\n');
    if (list.dataset.key !== key) {
        list.dataset.key = key;
        list.replaceChildren(...lines.map(([what, who, cause]) => element('li', {},
            element('span', {class: 'pause-what', text: what}), element('span', {text: who}),
            cause ? element('span', {class: 'muted', text: cause}) : null)));
        show(byId('pauses'), lines.length > 0);
    }
}

const sum = values => values.reduce((a, b) => a + b, 0);
