/** The list of models: keyed rows that are updated in place, filtered, and sorted without moving what somebody is using. */
import {byId, element, setAttribute, setText, show, svg} from './dom.js';
import {number} from './format.js';
import {clock, lag, STATES, stateOf} from './freshness.js';
import {Row, SHAPES} from './row.js';

const SORT_EVERY = 5_000;

const CHIPS = [
    ['all', 'All', () => true],
    ['stale', 'Stale', (model, now) => stateOf(model, now) === 'stale'],
    ['failing', 'Failing', (model, now) => stateOf(model, now) === 'failing'],
    ['late', 'Late', (model, now) => stateOf(model, now) === 'late'],
    ['fresh', 'Fresh', (model, now) => stateOf(model, now) === 'fresh'],
    ['never', 'Never synced', (model, now) => stateOf(model, now) === 'never'],
    ['unscheduled', 'No schedule', (model, now) => stateOf(model, now) === 'unscheduled'],
    ['active', 'In progress', model => model.active !== null],
    ['failed', 'With failed records', model => model.failed > 0],
];

const byName = (a, b) => a.name.localeCompare(b.name, 'en');
const lagOf = (model, now) => lag(model, now) ?? Infinity;

/** How much of what is allowed a model has used up, so that models of different schedules compare. */
const overdue = (model, now) => lagOf(model, now) / (model.lateAfter ?? 86_400_000);

const SORTS = {
    worst: (a, b, now) => STATES.indexOf(stateOf(a, now)) - STATES.indexOf(stateOf(b, now))
        || failedRank(b) - failedRank(a) || coarse(overdue(b, now)) - coarse(overdue(a, now)),
    name: byName,
    lag: (a, b, now) => lagOf(b, now) - lagOf(a, now) || 0,
    failed: (a, b) => b.failed - a.failed,
    stored: (a, b) => (b.stored ?? 0) - (a.stored ?? 0),
};

const failedRank = model => (model.lastRun?.outcome === 'failed' ? 2 : 0) + (model.failed > 0 ? 1 : 0);

/** Fresh models keep their order: a lag that grows from 10 s to 40 s is no news. */
const coarse = ratio => (ratio <= 1 ? 0 : Math.min(ratio, 1e9));

export class List {
    #rows = new Map();
    #actions;
    #chip = 'all';
    #sortedAt = 0;
    #list = byId('list');

    constructor(actions) {
        this.#actions = actions;
        CHIPS.forEach(([id, text]) => byId('chips').append(element('button', {
            type: 'button', class: 'chip', 'data-chip': id, 'aria-pressed': String(id === 'all'),
            on: {click: () => this.#choose(id)},
        }, shape(id), element('span', {text}), element('span', {class: 'chip-count'}))));
        byId('filter').addEventListener('input', () => this.arrange());
        byId('sort').addEventListener('change', () => this.arrange());
    }

    get models() {
        return [...this.#rows.values()].map(row => row.model);
    }

    /** Replaces all models. */
    replace(models) {
        const names = new Set(models.map(model => model.name));
        [...this.#rows.keys()].filter(name => !names.has(name)).forEach(name => {
            this.#rows.get(name).node.remove();
            this.#rows.delete(name);
        });
        this.update(models);
        this.arrange();
    }

    /** Shows these models, which others may be beside. */
    update(models) {
        let added = false;
        for (const model of models) {
            const row = this.#rows.get(model.name);
            if (row) {
                row.update(model);
            } else {
                this.#rows.set(model.name, new Row(model, this.#actions));
                added = true;
            }
        }
        if (added) {
            this.arrange();
        }
    }

    /** Once a second: lags grow; the order follows now and then, while nobody is in the list. */
    tick() {
        const now = clock.now();
        this.#rows.forEach(row => row.tick(now));
        this.#count(now);
        if (now - this.#sortedAt > SORT_EVERY && !this.#list.matches(':hover') && !this.#list.contains(document.activeElement)) {
            this.arrange();
        }
    }

    /** Filters and sorts; moves only rows that are not where they belong. */
    arrange() {
        const now = clock.now();
        this.#sortedAt = now;
        const wanted = byId('filter').value.trim().toLowerCase();
        const matches = CHIPS.find(([id]) => id === this.#chip)[2];
        const order = SORTS[byId('sort').value];
        const rows = [...this.#rows.values()].sort((a, b) => order(a.model, b.model, now) || byName(a.model, b.model));
        let next = this.#list.firstElementChild;
        let visible = 0;
        for (const row of rows) {
            if (row.node === next) {
                next = next.nextElementSibling;
            } else {
                this.#list.insertBefore(row.node, next);
            }
            const shown = row.model.name.toLowerCase().includes(wanted) && matches(row.model, now);
            show(row.node, shown);
            visible += shown ? 1 : 0;
        }
        const empty = byId('list-empty');
        show(empty, visible === 0);
        setText(empty, this.#rows.size === 0 ? 'No model has been synced or configured yet.' : 'No model matches the filter.');
        this.#count(now);
    }

    #choose(id) {
        this.#chip = id;
        byId('chips').querySelectorAll('button').forEach(chip => setAttribute(chip, 'aria-pressed', String(chip.dataset.chip === id)));
        this.arrange();
    }

    #count(now) {
        const models = this.models;
        for (const [id, , matches] of CHIPS) {
            const chip = byId('chips').querySelector(`[data-chip=${id}]`);
            const found = models.filter(model => matches(model, now)).length;
            setText(chip.lastElementChild, number(found));
            show(chip, id === 'all' || found > 0 || this.#chip === id);
        }
    }
}

const shape = id => (SHAPES[id] ? svg('svg', {viewBox: '0 0 24 24', class: 'shape', 'aria-hidden': 'true'},
    ...SHAPES[id].map(([tag, attributes]) => svg(tag, attributes))) : null);
