/** Builds and changes elements. Text is only ever set as text, since names, texts and errors come from foreign records. */

const SVG = 'http://www.w3.org/2000/svg';

/** An element; attributes whose value is null or undefined are left out, `text` is its text, `on` its listeners. */
export function element(tag, {text, on = {}, ...attributes} = {}, ...children) {
    return fill(document.createElement(tag), text, on, attributes, children);
}

export function svg(tag, {text, on = {}, ...attributes} = {}, ...children) {
    return fill(document.createElementNS(SVG, tag), text, on, attributes, children);
}

function fill(node, text, on, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
        setAttribute(node, name, value);
    }
    for (const [event, listener] of Object.entries(on)) {
        node.addEventListener(event, listener);
    }
    if (text !== undefined) {
        node.textContent = text;
    }
    node.append(...children.filter(child => child !== null));
    return node;
}

export const byId = id => document.getElementById(id);

/** Writes only what differs, so that an update without news costs no layout. */
export function setText(node, text) {
    if (node.textContent !== text) {
        node.textContent = text;
    }
}

export function setAttribute(node, name, value) {
    if (value === null || value === undefined) {
        node.removeAttribute(name);
    } else if (node.getAttribute(name) !== String(value)) {
        node.setAttribute(name, value);
    }
}

export function show(node, visible) {
    if (node.hidden === visible) {
        node.hidden = !visible;
    }
}

/** Reads a sentence to users of a screen reader. */
export function announce(text) {
    byId('announce').textContent = text;
}

/** A message that stays until it is dismissed or replaced by another one about the same thing. */
export function notice(about, text) {
    const notices = byId('notices');
    [...notices.children].filter(child => child.dataset.about === about).forEach(child => child.remove());
    if (text === null) {
        return;
    }
    const box = element('div', {class: 'notice', role: 'alert', 'data-about': about}, element('p', {text}));
    box.append(element('button', {type: 'button', class: 'quiet', text: 'Dismiss', on: {click: () => box.remove()}}));
    notices.append(box);
}
