/** What the open line of a model shows: its actions, facts, last runs, and failed records with their reasons. */
import * as api from './api.js';
import {element, setText} from './dom.js';
import {explainLink} from './explain.js';
import {capital, count, duration, moment, number, outcomeClass, outcomeText, span, words} from './format.js';
import {clock} from './freshness.js';

const RUNS = 12;
const PAGE = 20;

export class Details {
    #model;
    #facts = element('dl', {class: 'facts'});
    #problem = element('p', {class: 'problem'});
    #runs = element('tbody');
    #failures = element('ul', {class: 'failed-list'});
    #failuresNote = element('p', {class: 'muted', text: 'Reading…'});
    #more = element('button', {type: 'button', text: 'Show more', hidden: '', on: {click: () => this.#readFailures(true)}});
    #shownFailed = null;
    #reading = false;

    constructor(model, actions) {
        this.#model = model;
        const name = model.name;
        const button = (text, label, act) => element('button', {type: 'button', text, 'aria-label': label, on: {click: () => act(this.#model)}});
        this.node = element('div', {class: 'details'},
            element('div', {class: 'actions'},
                button('Cleanup…', `Cleanup… of ${name}, dry run first`, actions.cleanup),
                button('Verify…', `Verify… ${name}, compare with the source`, actions.verify)),
            this.#problem, this.#facts,
            element('div', {class: 'columns'},
                element('section', {'aria-label': `Failed records of ${name}`}, element('h4', {text: 'Failed records'}),
                    this.#failuresNote, this.#failures, this.#more),
                element('section', {'aria-label': `Last runs of ${name}`}, element('h4', {text: 'Last runs'}),
                    element('table', {class: 'runs-table'},
                        element('thead', {}, element('tr', {}, ...['Started', 'Run', 'Took', 'Records']
                            .map(text => element('th', {scope: 'col', text})))),
                        this.#runs))));
        this.update(model);
    }

    update(model) {
        this.#model = model;
        this.#showFacts();
        this.#showRuns();
        if (this.#shownFailed !== model.failed) {
            this.#shownFailed = model.failed;
            this.#readFailures(false);
        }
    }

    #showFacts() {
        const {lastSync, watermark, schedule, touched, unfinished, lastRun, problem, sinkProblem, active} = this.#model;
        const now = clock.now();
        const facts = [
            ['Last completed sync', lastSync === null ? 'none' : moment(lastSync, now)],
            ['All changes read up to', watermark === null ? 'not known' : moment(watermark, now)],
            ...schedule.map(entry => [`${capital(words(entry.kind))} schedule`,
                entry.text + (entry.next === null ? '' : `, next ${moment(entry.next, now)}`)]),
        ];
        if (touched > 0) {
            facts.push(['Touched records', `${number(touched)} for the next sync to read`]);
        }
        if (unfinished && active === null) {
            facts.push(['Unfinished run', 'the next sync resumes it']);
        }
        if (active !== null) {
            facts.push(['In progress', `${words(active.kind)} by ${active.owner}`]);
        }
        this.#facts.replaceChildren(...facts.map(([term, text]) =>
            element('div', {}, element('dt', {text: term}), element('dd', {text}))));
        const failed = lastRun !== null && lastRun.problem && lastRun.problem !== problem ? `The last run, a ${words(lastRun.kind)}, ${outcomeText(lastRun.outcome)}: ${lastRun.problem}` : null;
        setText(this.#problem, [problem, sinkProblem === problem ? null : sinkProblem, active?.pause?.cause, failed].filter(text => text).join('\n'));
    }

    #showRuns() {
        const now = clock.now();
        const rows = worthShowing(this.#model.runs).reverse().map(run => element('tr', {},
            element('td', {text: run.startedAt === null ? '' : moment(run.startedAt, now)}),
            element('td', {class: outcomeClass(run.outcome)}, element('span', {text: `${words(run.kind)} ${outcomeText(run.outcome)}`}),
                run.problem ? element('span', {class: 'run-problem', text: run.problem}) : null),
            element('td', {text: run.duration === null ? '' : duration(run.duration)}),
            element('td', {text: changes(run)})));
        if (rows.length === 0) {
            rows.push(element('tr', {}, element('td', {colspan: 4, class: 'muted', text: 'No run has ended yet.'})));
        }
        this.#runs.replaceChildren(...rows);
    }

    async #readFailures(next) {
        if (this.#model.failed === 0) {
            this.#failures.replaceChildren();
            setText(this.#failuresNote, 'None.');
            this.#more.hidden = true;
            return;
        }
        if (this.#reading) {
            return;
        }
        this.#reading = true;
        const wanted = this.#shownFailed;
        const last = next ? this.#failures.lastElementChild?.record : undefined;
        try {
            const read = await api.failures(this.#model.name, last, PAGE);
            const items = read.map(failure => this.#item(failure));
            if (next) {
                this.#failures.append(...items);
                items[0]?.querySelector('a').focus();
            } else {
                this.#failures.replaceChildren(...items);
            }
            setText(this.#failuresNote, `${count(this.#model.failed, 'record')} failed or incomplete; later syncs retry them.`);
            this.#more.hidden = read.length < PAGE;
        } catch (e) {
            setText(this.#failuresNote, `The failed records cannot be read: ${e.message}`);
        } finally {
            this.#reading = false;
        }
        if (wanted !== this.#model.failed) {
            this.#shownFailed = this.#model.failed;
            this.#readFailures(false);
        }
    }

    #item(failure) {
        const since = failure.lastFailedAt === null ? '' : `, last ${span(clock.now() - failure.lastFailedAt)} ago`;
        const item = element('li', {},
            element('p', {class: 'failed-head'}, element('span', {class: 'record', text: api.written(failure.id)}),
                element('span', {class: 'muted', text: count(failure.attempts, 'attempt') + since}),
                explainLink(this.#model.name, failure.id)),
            element('p', {class: 'reason', text: failure.reason}));
        item.record = failure.id;
        return item;
    }
}

function changes(run) {
    const parts = [[run.embedded, 'embedded'], [run.deleted, 'deleted'], [run.hidden, 'hidden'], [run.failed, 'failed']]
        .filter(([value]) => value > 0).map(([value, word]) => `${number(value)} ${word}`);
    return parts.join(', ') || 'no changes';
}

/** The latest runs, and the last one of each kind, however many syncs followed it. */
function worthShowing(runs) {
    const latest = runs.slice(-RUNS);
    const earlier = runs.slice(0, -RUNS);
    return [...earlier.filter((run, i) => ![...earlier.slice(i + 1), ...latest].some(later => later.kind === run.kind)), ...latest];
}
