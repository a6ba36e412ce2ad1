/** Starts and stops runs. What deletes is shown by a dry run first, and asked about. */
import * as api from './api.js';
import {openDialog} from './dialog.js';
import {announce, element, notice} from './dom.js';
import {count, number, outcomeText, words} from './format.js';

const POLL = 700;
const NAMED = 100;

export async function sync(model) {
    notice(model.name, null);
    try {
        await api.start(model.name, 'sync', {});
        announce(`Sync of ${model.name} started.`);
    } catch (e) {
        notice(model.name, `The sync of ${model.name} did not start: ${e.message}`);
    }
}

export async function stop(model) {
    try {
        await api.stop(model.active.id);
        announce(`The run of ${model.name} stops; its progress is saved.`);
    } catch (e) {
        notice(model.name, `The run of ${model.name} was not stopped: ${e.message}`);
    }
}

export function cleanup(model) {
    const dialog = openDialog(`Clean up ${model.name}`);
    work(dialog, model, 'cleanup', {dry_run: true}, 'Dry run: looking for stored records that the source no longer has. Nothing is deleted.', report => {
        const stale = report.records_stale ?? 0;
        const deletable = report.success && stale > 0;
        if (stale === 0 && !report.success) {
            return unsuccessful(dialog, 'The dry run', report);
        }
        return [
            element('p', {class: 'answer', role: 'status', text: stale === 0
                ? `All ${count(report.records_stored, 'stored record')} exist in the source. There is nothing to delete.`
                : `${number(stale)} of ${count(report.records_stored, 'stored record')} ${stale === 1 ? 'is' : 'are'} no longer in the source.`}),
            ...problems(report), ids(report.stale_records, stale),
            buttons(dialog, deletable ? element('button', {type: 'button', class: 'danger', text: `Delete ${count(stale, 'record')}`,
                on: {click: () => reallyCleanup(dialog, model)}}) : null),
        ];
    });
}

function reallyCleanup(dialog, model) {
    work(dialog, model, 'cleanup', {dry_run: false}, 'Deleting. Each record is checked with the source once more.', report => [
        element('p', {class: 'answer', role: 'status', text: report.success
            ? removed(report) : `The cleanup ${outcomeText(report.outcome)}. ${removed(report)}`}),
        ...problems(report), buttons(dialog, null)]);
}

/** With a quarantine, records are hidden first. */
function removed(report) {
    const hidden = report.records_quarantined ?? 0;
    const deleted = `${count(report.records_deleted ?? 0, 'record')} deleted`;
    return hidden === 0 ? `${deleted}.` : `${deleted}, ${number(hidden)} hidden until the quarantine ends.`;
}

export function verify(model) {
    const dialog = openDialog(`Verify ${model.name}`);
    work(dialog, model, 'verify', {repair: false}, 'Comparing the source with what is stored. Nothing is changed.', report => {
        const differs = report.records_differing > 0 || report.stray_points > 0;
        if (!differs && !report.in_sync) {
            return unsuccessful(dialog, 'The comparison', report);
        }
        return [
            element('p', {class: 'answer', role: 'status', text: verdict(report, differs)}),
            ...problems(report), differences(report),
            differs ? element('p', {class: 'muted', text: repairText(report)}) : null,
            buttons(dialog, differs ? element('button', {type: 'button', class: 'danger', text: 'Repair',
                on: {click: () => repair(dialog, model)}}) : null),
        ].filter(part => part !== null);
    });
}

function repair(dialog, model) {
    work(dialog, model, 'verify', {repair: true}, 'Repairing: embedding what differs, deleting what the source no longer has.', report => [
        element('p', {class: 'answer', role: 'status', text: `${count(report.records_repaired ?? 0, 'record')} repaired. ${report.in_sync ? 'In sync.' : 'Not in sync yet.'}`}),
        ...problems(report), differences(report), buttons(dialog, null)]);
}

function verdict(report, differs) {
    if (differs) {
        return `Out of sync: ${count(report.records_differing, 'record')} of ${number(report.records_in_source)} in the source differ.`;
    }
    return `In sync: ${count(report.records_in_source, 'record')} in the source, ${number(report.records_stored)} stored.`;
}

function repairText(report) {
    const orphaned = report.differences?.orphaned ?? 0;
    return `A repair embeds what differs${orphaned > 0 ? ` and deletes ${count(orphaned, 'record')} that the source no longer has, within the limits of a cleanup` : ''}.`;
}

/** Starts a run, follows it while the dialog is open, and shows what its report says. Closing the dialog leaves the run alone. */
async function work(dialog, model, kind, body, intro, show) {
    dialog.show(element('p', {class: 'answer', text: intro}), element('progress', {'aria-label': intro}), buttons(dialog, null));
    try {
        const id = await api.start(model.name, kind, body);
        while (dialog.open) {
            const run = await api.run(id);
            if (run.ended) {
                dialog.show(...show(run.report));
                return;
            }
            await new Promise(resolve => setTimeout(resolve, POLL));
        }
    } catch (e) {
        dialog.show(element('p', {class: 'problem', role: 'alert', text: e.message}), buttons(dialog, null));
    }
}

/** A run that has nothing to show but why. */
function unsuccessful(dialog, what, report) {
    return [element('p', {class: 'answer', role: 'status', text: `${what} ${outcomeText(report.outcome)}. Nothing was changed.`}),
        ...problems(report), buttons(dialog, null)];
}

function problems(report) {
    const texts = [...(report.errors ?? []), ...(report.warnings ?? [])];
    return texts.length === 0 ? [] : [element('ul', {class: 'problem'}, ...texts.map(text => element('li', {text})))];
}

function ids(given, all) {
    if (!given || given.length === 0) {
        return element('p', {hidden: ''});
    }
    const shown = given.slice(0, NAMED).map(api.written);
    return element('p', {class: 'ids', text: shown.join(', ') + (all > shown.length ? ', and more' : '')});
}

function differences(report) {
    return element('ul', {class: 'differences'}, ...Object.entries(report.differences ?? {}).map(([kind, times]) => {
        const examples = (report.examples ?? []).filter(example => example.kind === kind).slice(0, 10).map(example => api.written(example.record_id));
        return element('li', {text: `${words(kind)}: ${number(times)}${examples.length ? ` (${examples.join(', ')}${examples.length < times ? ', …' : ''})` : ''}`});
    }));
}

function buttons(dialog, act) {
    return element('div', {class: 'actions'}, act,
        element('button', {type: 'button', text: act === null ? 'Close' : 'Change nothing', on: {click: () => dialog.close()}}));
}
