// A server whose answers a test decides: the files of the page, and the JSON of states that a real engine takes hours to reach.
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import path from 'node:path';

const MINUTE = 60_000;
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const TYPES = {'.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
    '.svg': 'image/svg+xml'};

const ago = millis => new Date(Date.now() - millis).toISOString();

/** A model as the server reports it; `lag` is null for one that was never synced. */
export function modelJson(name, {lag = 20_000, every = 5 * MINUTE, scheduled = true, stored = 1200, inSource = stored, failed = 0,
    lastRun = null, problem = null, runs = manyRuns(24), active = null} = {}) {
    const state = problem !== null ? 'failing' : lag === null ? 'never' : !scheduled ? 'unscheduled' : lag > 3 * every ? 'stale' : lag > 1.2 * every ? 'late' : 'fresh';
    return {
        model_name: name, last_sync_timestamp: lag === null ? null : ago(lag), watermark: lag === null ? null : ago(lag),
        records_synced: 1, sync_duration_ms: 900, records_stored: stored, sink_problem: null, records_failed: failed,
        records_touched: 0, checkpoint: null, records_in_source: inSource,
        freshness: {state, lag_ms: lag, late_after_ms: scheduled ? 1.2 * every : null, stale_after_ms: scheduled ? 3 * every : null},
        schedule: scheduled ? {sync: {text: 'every 5m', next: ago(-0.9 * every)}, cleanup: null, verify: null} : null,
        problem, last_run: lastRun, recent_runs: lag === null ? [] : runs, active_run: active,
    };
}

export function manyRuns(count) {
    const outcomes = ['completed', 'completed', 'completed_with_failures', 'failed', 'cancelled', 'refused_by_guard'];
    return Array.from({length: count}, (_, i) => ({
        run_id: `run-${i}`, kind: i % 5 === 4 ? 'cleanup' : 'sync', outcome: outcomes[i % outcomes.length],
        started_at: ago((count - i) * 5 * MINUTE), duration_ms: 300 + i * 211, records_embedded: i, records_deleted: 0, records_quarantined: 0, records_failed: 0,
        problem: outcomes[i % outcomes.length] === 'failed' ? 'The source did not answer for 10 min: connection refused' : null,
    }));
}

export const activeRun = (id, {done = 40, total = 100, waiting = null, pause = null} = {}) => ({
    run_id: id, kind: 'sync', owner: 'host-a/1', started_at: ago(30_000), records_done: done, records_total: total,
    percent: total === null ? null : 100 * done / total, waiting_for: waiting, pause,
});

/** Serves the page and these answers on a free port until the test ends. `answers` may replace what a path under api/ is answered with. */
export async function serve(t, {models = [], usage = null, token = null, answers = {}, full = false} = {}) {
    const streams = new Set();
    const requests = [];
    const state = {models, usage, full};
    const server = createServer((request, response) => {
        const url = new URL(request.url, 'http://server');
        const noted = {method: request.method, url: request.url, body: ''};
        requests.push(noted);
        request.on('data', data => {
            noted.body += data;
        });
        const send = (status, body, type = 'application/json') => {
            response.writeHead(status, {'Content-Type': type, 'Content-Security-Policy': POLICY, 'X-Content-Type-Options': 'nosniff'});
            response.end(type === 'application/json' && typeof body !== 'string' ? JSON.stringify(body) : body);
        };
        if (!url.pathname.startsWith('/api/')) {
            sendFile(url.pathname, send);
            return;
        }
        if (token !== null && request.headers.authorization !== `Bearer ${token}`) {
            send(401, {title: 'Unauthorized', status: 401, detail: 'The token is missing or wrong.'});
            return;
        }
        const name = url.pathname.slice('/api/'.length);
        if (name === 'events' && state.full) {
            send(503, {title: 'Not available', detail: 'As many listeners as the server allows are connected; ask /api/models instead'});
        } else if (name === 'events') {
            response.writeHead(200, {'Content-Type': 'text/event-stream'});
            response.write(': connected\n\n');
            streams.add(response);
            response.on('close', () => streams.delete(response));
        } else if (name === 'models') {
            send(200, {now: new Date().toISOString(), source: 'odoo:https://erp.example.com/production', sink: 'memory', embedder: null, ...state});
        } else {
            const answer = answers[`${request.method} ${decodeURIComponent(name)}`] ?? answers[`${request.method} *`];
            const [status, body] = answer === undefined ? [404, {title: 'Not found'}] : answer(url);
            send(status, body);
        }
    });
    await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
    const stop = () => {
        streams.forEach(stream => stream.destroy());
        server.closeAllConnections();
        return new Promise(resolve => server.close(resolve));
    };
    t.after(stop);
    const {port} = server.address();
    return {
        url: `http://127.0.0.1:${port}/`,
        requests,
        state,
        stop,
        /** Goes on at the same port. */
        restart: () => new Promise(resolve => server.listen(port, '127.0.0.1', resolve)),
        push: (event, data) => streams.forEach(stream => stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)),
        get connections() {
            return streams.size;
        },
    };
}

async function sendFile(address, send) {
    const file = path.join(process.env.SYNCLINE_PAGE, address === '/' ? 'index.html' : path.normalize(address));
    try {
        send(200, await readFile(file), TYPES[path.extname(file)]);
    } catch {
        send(404, 'not found', 'text/plain');
    }
}
