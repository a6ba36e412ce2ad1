/** The one dialog of the page. Opening it again replaces what it shows. */
import {byId} from './dom.js';

let onClose = null;

/**
 * Opens the dialog. What it returns shows content, and tells whether the dialog still belongs to this caller; once it is
 * closed or shows something else, `show` does nothing.
 */
export function openDialog(title, closed = () => {}) {
    const dialog = byId('dialog');
    onClose?.();
    const owner = () => {
        onClose = null;
        closed();
    };
    onClose = owner;
    byId('dialog-title').textContent = title;
    if (!dialog.open) {
        dialog.showModal();
    }
    byId('dialog-title').focus();
    return {
        get open() {
            return onClose === owner;
        },
        show(...content) {
            if (onClose === owner) {
                byId('dialog-body').replaceChildren(...content);
            }
        },
        close() {
            if (onClose === owner) {
                dialog.close();
            }
        },
    };
}

/** Wires the dialog; called once. */
export function prepareDialog() {
    const dialog = byId('dialog');
    byId('dialog-close').addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => {
        byId('dialog-body').replaceChildren();
        onClose?.();
    });
    dialog.addEventListener('click', event => {
        if (event.target === dialog) {
            dialog.close();
        }
    });
}
