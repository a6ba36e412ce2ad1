/** The last runs as bars: the height is the duration, the shape and the colour are the outcome. */
import {duration, moment, outcomeClass, outcomeText, words} from './format.js';
import {svg} from './dom.js';

const SHOWN = 24;
const STEP = 10;
const WIDTH = 7;
const HEIGHT = 28;
const LOWEST = 5;

/** Draws the runs, oldest first, and describes them in one sentence. */
export function drawRuns(chart, runs, now) {
    const shown = runs.slice(-SHOWN);
    const key = shown.map(run => `${run.id}${run.startedAt}${run.outcome}${run.duration}`).join();
    if (chart.dataset.key === key) {
        return;
    }
    chart.dataset.key = key;
    chart.setAttribute('viewBox', `0 0 ${SHOWN * STEP} ${HEIGHT}`);
    chart.setAttribute('aria-label', describe(shown));
    const scale = heights(shown);
    const first = SHOWN - shown.length;
    chart.replaceChildren(...shown.map((run, i) => bar(run, (first + i) * STEP, scale(run.duration ?? 0), now)));
}

/** Durations from milliseconds to hours stay apart on a logarithmic scale. */
function heights(runs) {
    const logs = runs.map(run => Math.log1p(run.duration ?? 0));
    const most = Math.max(...logs);
    const least = Math.min(...logs);
    const span = Math.max(most - least, 2);
    return millis => LOWEST + (HEIGHT - 2 - LOWEST) * (1 - (most - Math.log1p(millis)) / span);
}

function bar(run, x, wanted, now) {
    const kind = outcomeClass(run.outcome);
    const height = Math.max(LOWEST, Math.min(HEIGHT - 2, wanted));
    const y = HEIGHT - height;
    const parts = [svg('title', {text: label(run, now)}), svg('rect', {class: 'reach', x, y: 0, width: STEP, height: HEIGHT})];
    if (kind === 'bad') {
        parts.push(svg('path', {class: 'cross', d: `M${x + 0.5} ${HEIGHT - 7}l6 6m0-6l-6 6`}));
        if (height > 11) {
            parts.push(svg('path', {class: 'cross', d: `M${x + WIDTH / 2} ${HEIGHT - 10.5}V${y + 1}`}));
        }
    } else if (kind === 'stopped') {
        parts.push(svg('rect', {class: 'outline', x: x + 0.75, y: y + 0.75, width: WIDTH - 1.5, height: height - 1.5, rx: 1}));
    } else {
        parts.push(svg('rect', {x, y: kind === 'partial' ? y + 6 : y, width: WIDTH, height: Math.max(3, kind === 'partial' ? height - 6 : height), rx: 1}));
        if (kind === 'partial') {
            parts.push(svg('circle', {class: 'dot', cx: x + WIDTH / 2, cy: y + 2.5, r: 2.5}));
        }
    }
    return svg('g', {class: kind}, ...parts);
}

function label(run, now) {
    return [
        `${words(run.kind)} ${outcomeText(run.outcome)}`,
        run.startedAt ? moment(run.startedAt, now) : null,
        run.duration === null ? null : duration(run.duration),
        run.problem,
    ].filter(part => part).join(', ');
}

function describe(runs) {
    if (runs.length === 0) {
        return 'No runs yet';
    }
    const counts = new Map();
    runs.forEach(run => counts.set(outcomeText(run.outcome), (counts.get(outcomeText(run.outcome)) ?? 0) + 1));
    const outcomes = [...counts].map(([outcome, times]) => `${times} ${outcome}`).join(', ');
    const last = runs.at(-1);
    return `Last ${runs.length === 1 ? 'run' : `${runs.length} runs`}: ${outcomes}`
        + (last.duration === null ? '' : `; the latest took ${duration(last.duration)}`);
}
