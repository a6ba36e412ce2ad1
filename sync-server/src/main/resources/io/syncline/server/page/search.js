/** The search box: hits with their texts, and a link that explains each record. */
import * as api from './api.js';
import {announce, byId, element, setText} from './dom.js';
import {explainLink} from './explain.js';
import {count} from './format.js';

const LIMIT = 10;
let asking = null;

export function prepareSearch() {
    byId('search').addEventListener('submit', event => {
        event.preventDefault();
        const query = byId('query').value.trim();
        if (query) {
            ask(query, byId('query-model').value);
        }
    });
    byId('results-close').addEventListener('click', close);
    byId('results').addEventListener('keydown', event => {
        if (event.key === 'Escape') {
            close();
        }
    });
}

/** Offers the models to search in. */
export function offerModels(names) {
    const select = byId('query-model');
    if ([...select.options].slice(1).map(option => option.value).join('\n') === names.join('\n')) {
        return;
    }
    const chosen = select.value;
    select.replaceChildren(select.options[0], ...names.map(name => element('option', {value: name, text: name})));
    select.value = names.includes(chosen) ? chosen : '';
}

function close() {
    asking?.abort();
    byId('results').hidden = true;
    byId('hits').replaceChildren();
    byId('query').focus();
}

async function ask(query, model) {
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    byId('results').hidden = false;
    setText(byId('results-title'), `“${query}”`);
    byId('results').setAttribute('aria-busy', 'true');
    setText(byId('results-note'), 'Searching…');
    try {
        const hits = await api.search(query, model, LIMIT, mine.signal);
        byId('hits').replaceChildren(...hits.map(item));
        setText(byId('results-note'), hits.length === 0 ? 'No hits. Has the model been synced?'
            : 'Ordered by meaning and by words; the score is the similarity in meaning.');
        announce(hits.length === 0 ? 'No hits.' : `${count(hits.length, 'hit')}.`);
        byId('results-title').focus();
    } catch (e) {
        if (asking === mine && e.name !== 'AbortError') {
            byId('hits').replaceChildren();
            setText(byId('results-note'), `The search failed: ${e.message}`);
            announce(`The search failed: ${e.message}`);
        }
    } finally {
        if (asking === mine) {
            byId('results').removeAttribute('aria-busy');
        }
    }
}

function item(hit) {
    const ranks = [[hit.meaningRank, 'meaning'], [hit.wordRank, 'words']].filter(([rank]) => rank !== null)
        .map(([rank, by]) => `${by} #${rank}`).join(', ');
    return element('li', {class: 'hit'},
        element('p', {class: 'hit-head'},
            element('span', {class: 'record', text: `${hit.model} ${api.written(hit.id)}`}),
            element('span', {class: 'muted', text: ranks}),
            element('span', {class: 'score', title: 'similarity in meaning', text: hit.score.toFixed(2)}),
            explainLink(hit.model, hit.id)),
        element('p', {class: 'hit-text', text: hit.text, tabindex: '0', role: 'group', 'aria-label': `Text of record ${api.written(hit.id)}`}));
}
