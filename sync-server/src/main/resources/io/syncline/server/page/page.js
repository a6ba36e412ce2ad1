/** Connects the page: one snapshot, then events; lags grow by the clock in between. */
import * as api from './api.js';
import {prepareDialog} from './dialog.js';
import {announce, byId, setAttribute, setText, show} from './dom.js';
import {explainAddressed} from './explain.js';
import {time} from './format.js';
import {clock, stateOf, stateText} from './freshness.js';
import {List} from './list.js';
import {showFigures, showHeadline, showLink, showPauses, showUsage} from './overview.js';
import {cleanup, stop, sync, verify} from './runs.js';
import {offerModels, prepareSearch} from './search.js';
import {Stream} from './stream.js';

const list = new List({sync, stop, cleanup, verify});
const news = new Map();
let service = {signalsProblem: null};
let frame = null;
let lostAt = null;
let retryAt = null;

async function showOverview(signal) {
    const overview = await api.overview(signal);
    clock.set(overview.now);
    news.clear();
    service = overview.service;
    list.replace(overview.models);
    showLink(overview.source, overview.sink, overview.embedder);
    showUsage(overview.usage);
    offerModels(overview.models.map(model => model.name).sort());
    showAll();
}

const stream = new Stream({
    async opened(signal) {
        await showOverview(signal);
        live('live', 'Live');
    },

    /** Others have all places: then each attempt to get one shows at least how things are now. */
    async refused(signal) {
        await showOverview(signal);
        live('polled', 'Live, every 15 s');
    },

    event(name, data) {
        if (name === 'model') {
            const model = api.decode.model(data);
            news.set(model.name, model);
        } else if (name === 'usage') {
            news.set('', api.decode.usage(data));
        } else if (name === 'service') {
            service = api.decode.service(data);
        } else if (name === 'removed') {
            stream.connect();
            return;
        }
        frame ??= requestAnimationFrame(flush);
    },

    lost(error, retryIn) {
        if (error.status === 401) {
            askForToken();
            return false;
        }
        if (error.shown) { // how things are
            return true;
        }
        retryAt = Date.now() + retryIn;
        notLive(error.name === 'AbortError' ? 'the server was silent for too long' : error instanceof api.ApiError ? error.message.replace(/\.$/, '') : 'the connection broke');
        return true;
    },
});

/** All news of a frame in one pass, however many came. */
function flush() {
    frame = null;
    const usage = news.get('');
    news.delete('');
    if (usage) {
        showUsage(usage);
    }
    const models = [...news.values()];
    news.clear();
    const before = new Map(list.models.map(model => [model.name, model]));
    list.update(models);
    models.forEach(model => tell(before.get(model.name), model));
    if (models.some(model => !before.has(model.name))) {
        offerModels(list.models.map(model => model.name).sort());
    }
    showAll();
}

function showAll() {
    const models = list.models;
    showHeadline(models);
    showFigures(models);
    showPauses(models, service);
}

/** What a user of a screen reader should hear without asking. */
function tell(before, model) {
    if (before === undefined) {
        return;
    }
    const state = stateOf(model, clock.now());
    if (before.active && !model.active) {
        announce(`Run of ${model.name} ended. ${model.name} is ${stateText(state)}.`);
    } else if (!before.active && model.active) {
        announce(`${model.name}: ${model.active.kind} in progress.`);
    }
}

function live(state, text) {
    setAttribute(byId('live'), 'data-live', state);
    setText(byId('live-text'), text);
    show(byId('banner'), false);
    if (lostAt !== null) {
        announce('Live again.');
    }
    lostAt = null;
    retryAt = null;
    setText(byId('foot-text'), `Connected since ${time(Date.now())}`);
    show(byId('forget'), api.token.get() !== null);
    show(byId('api'), api.token.get() === null); // a link sends no token
}

function notLive(reason) {
    if (lostAt === null) {
        lostAt = Date.now();
        announce('Not live. The connection to the server is lost.');
    }
    setAttribute(byId('live'), 'data-live', 'lost');
    setText(byId('live-text'), 'Not live');
    byId('banner').dataset.reason = reason;
    show(byId('banner'), true);
    showRetry();
}

function showRetry() {
    if (lostAt !== null) {
        const wait = Math.max(0, Math.ceil((retryAt - Date.now()) / 1000));
        setText(byId('banner-text'), `Not live since ${time(lostAt)}: ${byId('banner').dataset.reason}. `
            + `What is shown may be outdated. ${wait > 0 ? `Next attempt in ${wait} s.` : 'Connecting…'}`);
    }
}

function askForToken() {
    setAttribute(byId('live'), 'data-live', 'lost');
    setText(byId('live-text'), 'Token needed');
    setText(byId('token-error'), api.token.get() === null ? '' : 'The server did not accept this token.');
    api.token.forget();
    byId('token').value = '';
    if (!byId('token-dialog').open) {
        byId('token-dialog').showModal();
    }
    byId('token').focus();
}

function prepareToken() {
    byId('token-dialog').addEventListener('cancel', event => event.preventDefault());
    byId('token-form').addEventListener('submit', event => {
        event.preventDefault();
        api.token.set(byId('token').value.trim());
        byId('token-dialog').close();
        stream.connect();
    });
    byId('forget').addEventListener('click', () => {
        api.token.forget();
        location.reload();
    });
}

function prepareTheme() {
    const root = document.documentElement;
    const label = () => byId('theme').setAttribute('aria-label', `Theme: ${root.dataset.theme ?? 'as the system'}`);
    byId('theme').addEventListener('click', () => {
        const dark = (root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
        root.dataset.theme = dark ? 'light' : 'dark';
        localStorage.setItem('syncline-theme', root.dataset.theme);
        label();
        announce(`Theme: ${root.dataset.theme}.`);
    });
    label();
}

prepareDialog();
prepareSearch();
prepareToken();
prepareTheme();
byId('banner-retry').addEventListener('click', () => stream.connect());
addEventListener('hashchange', explainAddressed);
setInterval(() => {
    list.tick();
    showRetry();
    if (list.models.length > 0) {
        showHeadline(list.models);
    }
}, 1_000);
stream.connect();
explainAddressed();
