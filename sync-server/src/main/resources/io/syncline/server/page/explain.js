/** Where a record is, and whether a search finds it and why. Each record has an address of its own: #explain/MODEL/ID. */
import * as api from './api.js';
import {element} from './dom.js';
import {openDialog} from './dialog.js';
import {moment, verdictText} from './format.js';
import {clock} from './freshness.js';

const PREFIX = '#explain/';

/** A link that explains a record. */
export const explainLink = (model, id) => element('a', {
    href: `${PREFIX}${encodeURIComponent(model)}/${encodeURIComponent(api.written(id))}`,
    text: 'Explain', 'aria-label': `Explain record ${api.written(id)} of ${model}`,
});

/** Explains the record that the address of the page names, if it names one. */
export function explainAddressed() {
    if (!location.hash.startsWith(PREFIX)) {
        return;
    }
    let model;
    let id;
    try {
        [model, id] = location.hash.slice(PREFIX.length).split('/').map(decodeURIComponent);
    } catch {
        return;
    }
    if (model && id !== undefined) {
        explain(model, id);
    }
}

async function explain(model, id) {
    const dialog = openDialog(`Record ${id} of ${model}`, () => {
        if (location.hash.startsWith(PREFIX)) {
            history.replaceState(null, '', location.pathname + location.search);
        }
    });
    dialog.show(element('p', {class: 'muted', role: 'status', text: 'Asking source, state and sink…'}));
    try {
        dialog.show(...sections(await api.explain(model, id)));
    } catch (e) {
        dialog.show(element('p', {class: 'problem', role: 'alert', text: e.message}));
    }
}

function sections(found) {
    const now = clock.now();
    const facts = [
        ['In the source', found.inSource === null ? 'not known' : found.inSource ? 'yes' : 'no'],
        ['Stored chunks', String(found.storedChunks)],
        ['Last completed sync of the model', found.lastSync === null ? 'none' : moment(found.lastSync, now)],
    ];
    if (found.failure !== null) {
        facts.push(['Failure', `${found.failure.reason} (attempts: ${found.failure.attempts})`]);
    }
    if (found.quarantine !== null) {
        facts.push(['Hidden since', moment(found.quarantine.since, now)], ['May be deleted from', moment(found.quarantine.until, now)]);
    }
    return [
        element('p', {class: 'verdict', role: 'status', 'data-verdict': found.verdict, text: `${verdictText(found.verdict)}.`}),
        element('ul', {class: 'reasons'}, ...found.reasons.map(text => element('li', {text}))),
        element('dl', {class: 'facts'}, ...facts.map(([term, text]) =>
            element('div', {}, element('dt', {text: term}), element('dd', {text})))),
    ];
}
