/** The REST interface of the server, and its JSON as the page's own values. Nothing else knows the names of the JSON. */

import {words} from './format.js';

const TOKEN = 'syncline-token';

/** A request that the server refused, with its problem details (RFC 9457), or that did not reach it. */
export class ApiError extends Error {
    constructor(message, status) {
        super(message);
        this.status = status;
    }
}

export const token = {
    get: () => sessionStorage.getItem(TOKEN),
    set: value => sessionStorage.setItem(TOKEN, value),
    forget: () => sessionStorage.removeItem(TOKEN),
};

/** Sends a request with the token, if there is one. The token is in a header, never in an address. */
export async function send(path, {method = 'GET', body, signal, accept = 'application/json'} = {}) {
    const headers = {Accept: accept};
    if (token.get()) {
        headers.Authorization = `Bearer ${token.get()}`;
    }
    if (body !== undefined) {
        headers['Content-Type'] = 'application/json';
    }
    let response;
    try {
        response = await fetch(`api/${path}`, {
            method, headers, signal, cache: 'no-store', redirect: 'error',
            body: body === undefined ? undefined : JSON.stringify(body),
        });
    } catch (e) {
        throw e.name === 'AbortError' ? e : new ApiError('The server cannot be reached.', 0);
    }
    if (!response.ok) {
        throw new ApiError(await problem(response), response.status);
    }
    return response;
}

async function problem(response) {
    try {
        const details = await response.json();
        return details.detail ?? details.title ?? `The server answered ${response.status}.`;
    } catch {
        return `The server answered ${response.status}.`;
    }
}

/** Ids of 64 bits are larger than the exact numbers of this language, so long whole numbers outside of texts become BigInts. */
const TEXT_OR_LONG = /"(?:[^"\\]|\\.)*"|(?<![\d.])-?\d{16,}(?![\d.eE])/g;
const LONG = /^\0-?\d{16,}$/;

const parse = text => JSON.parse(
    text.replace(TEXT_OR_LONG, found => (found.startsWith('"') ? found : `"\\u0000${found}"`)),
    (key, value) => (typeof value === 'string' && LONG.test(value) ? BigInt(value.slice(1)) : value));

const json = async (path, options) => parse(await (await send(path, options)).text());
const model = name => `models/${encodeURIComponent(name)}`;

/** An id as addresses have it: without quotes a whole number is a number, so a text that looks like one is put in quotes. */
export const written = id => (typeof id === 'string' && (/^-?\d+$/.test(id) || /^".+"$/s.test(id)) ? `"${id}"` : String(id));

/** Everything that the page shows, as of now. */
export async function overview(signal) {
    const answer = await json('models', {signal});
    return {
        now: Date.parse(answer.now),
        source: answer.source,
        sink: answer.sink,
        embedder: answer.embedder ?? null,
        models: answer.models.map(toModel),
        usage: answer.usage ? toUsage(answer.usage) : null,
        service: toService(answer),
    };
}

export const failures = async (name, after, limit) => {
    const from = after === undefined ? '' : `&after=${encodeURIComponent(written(after))}`;
    const answer = await json(`${model(name)}/failures?limit=${limit}${from}`);
    return answer.failures.map(toFailure);
};

export const search = async (query, name, limit, signal) => {
    const parameters = new URLSearchParams({q: query, limit});
    if (name) {
        parameters.set('model', name);
    }
    const answer = await json(`search?${parameters}`, {signal});
    return answer.hits.map(hit => ({
        model: hit.model_name,
        id: hit.record_id,
        score: hit.score,
        meaningRank: hit.meaning_rank ?? null,
        wordRank: hit.word_rank ?? null,
        text: hit.text,
    }));
};

/** Explains a record by its written id. */
export const explain = async (name, id) => {
    const found = await json(`records/${encodeURIComponent(name)}/${encodeURIComponent(id)}/explain`);
    return {
        verdict: found.verdict,
        reasons: found.reasons,
        inSource: found.in_source ?? null,
        storedChunks: found.stored_chunks,
        lastSync: instant(found.last_sync_timestamp),
        failure: found.failure ? toFailure(found.failure) : null,
        quarantine: found.quarantine
            ? {since: instant(found.quarantine.since), until: instant(found.quarantine.until)} : null,
    };
};

/** Starts a run and returns its id. */
export const start = async (name, kind, body) => (await json(`${model(name)}/${kind}`, {method: 'POST', body})).run_id;

/** A run by its id, while it is in progress and for some time after. */
export const run = async (id, signal) => {
    const answer = await json(`runs/${encodeURIComponent(id)}`, {signal});
    return {ended: answer.state === 'ended', report: answer.report ?? null};
};

export const stop = id => send(`runs/${encodeURIComponent(id)}`, {method: 'DELETE'});

function toModel(given) {
    const freshness = given.freshness ?? {};
    return {
        name: given.model_name,
        state: freshness.state ?? 'unscheduled',
        lateAfter: freshness.late_after_ms ?? null,
        staleAfter: freshness.stale_after_ms ?? null,
        watermark: instant(given.watermark),
        lastSync: instant(given.last_sync_timestamp),
        stored: given.records_stored ?? null,
        inSource: given.records_in_source ?? null,
        failed: given.records_failed ?? 0,
        touched: given.records_touched ?? 0,
        sinkProblem: given.sink_problem ?? null,
        problem: given.problem ?? null,
        unfinished: given.checkpoint !== null && given.checkpoint !== undefined,
        schedule: toSchedule(given.schedule),
        lastRun: given.last_run ? {...toRun(given.last_run), endedAt: instant(given.last_run.ended_at)} : null,
        runs: (given.recent_runs ?? []).map(toRun),
        active: given.active_run ? toActive(given.active_run) : null,
    };
}

function toSchedule(given) {
    return ['sync', 'cleanup', 'verify']
        .filter(kind => given?.[kind])
        .map(kind => ({kind, text: given[kind].text, next: instant(given[kind].next)}));
}

function toRun(given) {
    return {
        id: given.run_id ?? null,
        kind: given.kind,
        outcome: given.outcome,
        startedAt: instant(given.started_at),
        duration: given.duration_ms ?? null,
        embedded: given.records_embedded ?? 0,
        deleted: given.records_deleted ?? 0,
        hidden: given.records_quarantined ?? 0,
        failed: given.records_failed ?? 0,
        problem: given.problem ?? null,
    };
}

function toActive(given) {
    return {
        id: given.run_id ?? null,
        kind: given.kind,
        owner: given.owner,
        startedAt: instant(given.started_at),
        done: given.records_done ?? 0,
        total: given.records_total ?? null,
        waitingFor: given.waiting_for ?? null,
        pause: given.pause ? {
            name: given.pause.name ?? words(given.pause.party),
            reason: words(given.pause.reason),
            cause: given.pause.cause || null,
            retryIn: given.pause.reason === 'no_answer' ? null : given.pause.retry_in_ms ?? null, // nothing is asked again
        } : null,
    };
}

const toFailure = given => ({
    id: given.record_id ?? null,
    reason: given.reason,
    attempts: given.attempts,
    lastFailedAt: instant(given.last_failed_at),
});

function toUsage(given) {
    const quota = given.quota;
    const limits = quota ? [
        ['Tokens', quota.tokens_used, quota.tokens_per_minute],
        ['Requests', quota.requests_used, quota.requests_per_minute],
    ].filter(([, , limit]) => limit > 0).map(([name, used, limit]) => ({name, used: used ?? 0, limit})) : [];
    return {month: given.month, tokens: given.tokens ?? 0, requests: given.requests ?? 0, cost: given.cost_usd ?? null, limits};
}

const toService = given => ({signalsProblem: given.signals_problem ?? null});

const instant = text => (text ? Date.parse(text) : null);

export const decode = {model: toModel, usage: toUsage, service: toService};
