/**
 * Server-sent events over fetch, which, unlike EventSource, sends the token in a header. Reconnects with growing waits, and
 * also when nothing has arrived for a while, since a broken connection may look like a quiet one.
 */
import {send} from './api.js';

const SILENCE = 45_000;
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 15_000;
const NO_PLACE = 503;

export class Stream {
    #listener;
    #wait = FIRST_WAIT;
    #timer = null;
    #connection = null;

    /**
     * @param listener `event(name, data)` for each event; `opened(signal)` once a connection stands, awaited before the first event;
     *     `refused(signal)` if the server has no place for it now, awaited; `lost(error, retryIn)` when it breaks or does not stand
     */
    constructor(listener) {
        this.#listener = listener;
    }

    /** Connects now, whatever it was waiting for. */
    connect() {
        clearTimeout(this.#timer);
        this.#connection?.abort();
        const connection = new AbortController();
        this.#connection = connection;
        this.#read(connection).catch(error => {
            if (this.#connection === connection) {
                this.#connection = null;
                this.#reconnect(error);
            }
            connection.abort();
        });
    }

    #reconnect(error) {
        const wait = this.#wait * (0.75 + Math.random() / 2);
        this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
        if (this.#listener.lost(error, wait)) {
            this.#timer = setTimeout(() => this.connect(), wait);
        }
    }

    async #read(connection) {
        let watchdog = setTimeout(() => connection.abort(), SILENCE);
        try {
            const response = await this.#ask(connection.signal);
            const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
            await this.#listener.opened(connection.signal);
            this.#wait = FIRST_WAIT;
            let rest = '';
            for (;;) {
                const {done, value} = await reader.read();
                clearTimeout(watchdog);
                watchdog = setTimeout(() => connection.abort(), SILENCE);
                if (done) {
                    throw new Error('The server ended the connection.');
                }
                rest = this.#deliver(rest + value.replaceAll('\r\n', '\n'));
            }
        } finally {
            clearTimeout(watchdog);
        }
    }

    async #ask(signal) {
        try {
            return await send('events', {signal, accept: 'text/event-stream'});
        } catch (e) {
            if (e.status === NO_PLACE) {
                await this.#listener.refused(signal);
                e.shown = true;
            }
            throw e;
        }
    }

    /** Delivers the complete events and returns what follows them. */
    #deliver(text) {
        const blocks = text.split('\n\n');
        for (const block of blocks.slice(0, -1)) {
            const lines = block.split('\n');
            const field = name => lines.filter(line => line.startsWith(`${name}:`))
                .map(line => line.slice(name.length + 1).replace(/^ /, ''));
            const data = field('data').join('\n');
            if (data) {
                this.#listener.event(field('event')[0] ?? 'message', JSON.parse(data));
            }
        }
        return blocks.at(-1);
    }
}
