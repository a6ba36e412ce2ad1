/** How fresh the models are, by the clock of the server. */
import {span} from './format.js';

/** From worst to best; what nobody scheduled cannot be late. */
export const STATES = ['stale', 'failing', 'late', 'never', 'unscheduled', 'fresh'];

const WORDS = {stale: 'stale', failing: 'failing', late: 'late', never: 'never synced', unscheduled: 'no schedule', fresh: 'fresh'};
export const stateText = state => WORDS[state];

/** The clock of the server, as this browser knows it. */
export const clock = {
    offset: 0,
    now: () => Date.now() + clock.offset,
    set(serverNow) {
        clock.offset = serverNow - Date.now();
    },
};

/** The lag in milliseconds: all changes up to this long ago are stored; null if no sync has completed. */
export const lag = (model, now) => (model.watermark === null ? null : Math.max(0, now - model.watermark));

/** The state grows worse while time passes and nothing arrives, so the page does not rely on being told. */
export function stateOf(model, now) {
    const behind = lag(model, now);
    if (behind !== null && model.staleAfter !== null && behind > model.staleAfter) {
        return 'stale';
    }
    if (model.state === 'failing') {
        return 'failing';
    }
    if (behind === null) {
        return 'never';
    }
    if (model.lateAfter === null || model.staleAfter === null) {
        return STATES.includes(model.state) ? model.state : 'unscheduled';
    }
    return behind > model.lateAfter ? 'late' : 'fresh';
}

/** What the first thing on the page says. */
export function headline(models, now) {
    const by = new Map(STATES.map(state => [state, []]));
    models.forEach(model => by.get(stateOf(model, now)).push(model));
    const all = models.length;
    if (all === 0) {
        return {state: 'never', title: 'No models yet',
            detail: 'Name them under models: in syncline.yaml, or start with syncline sync MODEL.'};
    }
    for (const state of ['stale', 'failing', 'late', 'never']) {
        const these = by.get(state);
        if (these.length > 0) {
            return {state, title: sentence(these.length, all, state, these[0]), detail: worst(these, now)};
        }
    }
    const scheduled = by.get('fresh');
    if (scheduled.length === 0) {
        return {state: 'unscheduled', title: all === 1 ? `${models[0].name} has no schedule` : `${all} models, none scheduled`,
            detail: worst(by.get('unscheduled'), now)};
    }
    return {state: 'fresh', title: all === 1 ? `${models[0].name} is fresh` : scheduled.length === all
        ? `All ${all} models are fresh` : `All ${scheduled.length} scheduled models are fresh`, detail: worst(scheduled, now)};
}

function sentence(some, all, state, first) {
    const what = state === 'never' ? ['was never synced', 'were never synced'] : [`is ${state}`, `are ${state}`];
    if (some === 1) {
        return `${first.name} ${what[0]}`;
    }
    return some === all ? `All ${all} models ${what[1]}` : `${some} of ${all} models ${what[1]}`;
}

function worst(models, now) {
    const known = models.filter(model => model.watermark !== null).sort((a, b) => a.watermark - b.watermark);
    if (known.length === 0) {
        return models[0].state === 'failing' ? 'No sync has completed yet.' : 'The first sync reads all records.';
    }
    const most = known[0];
    const limit = most.lateAfter === null || lag(most, now) <= most.lateAfter ? '' : `; its schedule allows ${span(most.lateAfter)}`;
    const who = models.length === 1 ? 'It' : `The oldest, ${most.name},`;
    return `${who} is ${span(lag(most, now))} behind its source${limit}.`;
}
