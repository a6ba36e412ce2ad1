/** Numbers, times and outcomes as people read them. */

const whole = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', {notation: 'compact', maximumFractionDigits: 1});
const clockTime = new Intl.DateTimeFormat('en-GB', {hour: '2-digit', minute: '2-digit', second: '2-digit'});
const dayTime = new Intl.DateTimeFormat('en-GB', {day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit'});
const month = new Intl.DateTimeFormat('en', {month: 'long', year: 'numeric', timeZone: 'UTC'});

export const number = value => whole.format(value);
export const short = value => (value < 100000 ? whole.format(value) : compact.format(value));
export const count = (value, noun) => `${whole.format(value)} ${noun}${value === 1 ? '' : 's'}`;
export const time = millis => clockTime.format(millis);
export const monthName = text => month.format(new Date(`${text}-01T00:00:00Z`));

/** A moment, with its day unless that is today. */
export function moment(millis, now) {
    const today = new Date(now).toDateString() === new Date(millis).toDateString();
    return today ? clockTime.format(millis) : dayTime.format(millis);
}

/** A duration with the two largest units that matter, such as `4.2 s`, `12 min` or `3 h 20 min`. */
export function duration(millis) {
    const seconds = Math.max(0, millis) / 1000;
    if (seconds < 60) {
        return seconds < 10 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`;
    }
    return span(millis);
}

/** A lag or a wait: steps of five seconds, so that a page with many models is calm, then minutes, hours and days. */
export function span(millis) {
    const seconds = Math.max(0, Math.floor(millis / 1000));
    if (seconds < 60) {
        return `${seconds < 10 ? seconds : seconds - seconds % 5} s`;
    }
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60) {
        return `${minutes} min`;
    }
    const hours = Math.floor(minutes / 60);
    if (hours < 48) {
        return minutes % 60 && hours < 10 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
    }
    const days = Math.floor(hours / 24);
    return hours % 24 && days < 7 ? `${days} d ${hours % 24} h` : `${days} d`;
}

/** Dollars: cents for what was spent, more digits for what is less than one. */
export function dollars(text) {
    const value = Number(text);
    return value > 0 && value < 0.01 ? `$${value.toPrecision(2)}` : `$${value.toFixed(2)}`;
}

const OUTCOMES = {
    completed: ['good', 'completed'],
    completed_with_failures: ['partial', 'completed, some records failed'],
    cancelled: ['stopped', 'stopped'],
    failed: ['bad', 'failed'],
    refused_in_progress: ['stopped', 'refused: another run was in progress'],
    refused_fingerprint_changed: ['bad', 'refused: settings changed'],
    refused_duplicate_source: ['bad', 'refused: stored under another source name'],
    refused_by_cost: ['stopped', 'refused: cost limit'],
    refused_by_guard: ['bad', 'refused by the deletion guard'],
};

/** How a run ended, for the chart: good, partial, stopped or bad. */
export const outcomeClass = outcome => (OUTCOMES[outcome] ?? ['bad'])[0];
export const outcomeText = outcome => (OUTCOMES[outcome] ?? [null, words(outcome)])[1];

export const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

/** A constant such as `lacks_fields` as words. */
export const words = constant => String(constant ?? '').replaceAll('_', ' ');

const VERDICTS = {
    current: 'Searchable and current',
    outdated: 'Searchable, but with outdated content',
    lacks_fields: 'Searchable, but lacks fields that the source could not deliver; later syncs retry it',
    orphaned: 'Searchable, but deleted in the source; a cleanup deletes it',
    incomplete: 'Partly searchable; a repair restores it',
    failed: 'Not searchable: it failed; a later sync retries it',
    not_synced: 'Not searchable: not synced yet',
    missing: 'Not searchable: missing from the sink; a repair restores it',
    quarantined: 'Not searchable: in quarantine',
    unknown: 'Not searchable: neither in the source nor in the sink',
};
export const verdictText = verdict => VERDICTS[verdict] ?? words(verdict);
