// What is shown this once, such as a link's secret, with a button that copies it; and questions before what cannot be undone.

import { h, newID, replace } from './dom.js'

/**
 * @param {{title: string, text: string, label: string, value: string, say: (text: string) => void, done?: () => void}} what
 */
export function shownOnce(what) {
  const id = newID()
  const lines = what.value.split('\n').length
  const attributes = { id, readonly: true, spellcheck: 'false', class: 'secret', 'aria-describedby': `${id}-text` }
  const value = lines > 1 ? h('textarea', { ...attributes, rows: lines }) : h('input', { ...attributes, type: 'text' })
  value.value = what.value
  value.addEventListener('focus', () => value.select())
  const copy = h('button', { type: 'button', class: 'primary' }, 'Copy')
  const copied = h('span', { class: 'small', role: 'status' })
  copy.addEventListener('click', async () => {
    replace(
      copied,
      (await toClipboard(value)) ? 'Copied' : 'Copying is not possible here: select it and copy it yourself',
    )
  })
  const node = h(
    'section',
    { class: 'once', 'aria-labelledby': `${id}-title` },
    h('h3', { id: `${id}-title`, tabindex: '-1' }, what.title),
    h('p', { id: `${id}-text` }, what.text),
    h('div', { class: 'field' }, h('label', { for: id }, what.label), value),
    h(
      'div',
      { class: 'actions' },
      copy,
      h(
        'button',
        {
          type: 'button',
          onclick: () => {
            const around = node.parentElement?.closest('section, li')?.querySelector('summary, h2[tabindex]')
            node.remove()
            if (what.done) what.done()
            else if (around instanceof HTMLElement) around.focus() // the button that had the focus is gone
          },
        },
        'I have kept it',
      ),
      copied,
    ),
  )
  return node
}

/**
 * Puts it into a place of the page and brings people there.
 * @param {Element} place @param {HTMLElement} node
 */
export function bring(place, node) {
  replace(place, node)
  node.querySelector('h3')?.focus()
}

/** Without TLS browsers have no clipboard; what is selected can be copied there all the same. @param {HTMLInputElement | HTMLTextAreaElement} field */
async function toClipboard(field) {
  try {
    await navigator.clipboard.writeText(field.value)
    return true
  } catch {
    field.select()
    return document.execCommand('copy')
  }
}

/**
 * Asks before something that cannot be undone.
 * @param {{title: string, text: string, action: string}} words
 * @returns {Promise<boolean>}
 */
export function asked(words) {
  return new Promise((resolve) => {
    const id = newID()
    const end = (/** @type {boolean} */ yes) => () => {
      dialog.close(yes ? 'yes' : '')
    }
    const dialog = h(
      'dialog',
      { class: 'card', 'aria-labelledby': id },
      h('h2', { id }, words.title),
      h('p', {}, words.text),
      h(
        'div',
        { class: 'actions' },
        h('button', { type: 'button', class: 'primary', onclick: end(true) }, words.action),
        h('button', { type: 'button', onclick: end(false) }, 'Leave it as it is'),
      ),
    )
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'yes')
    })
    document.body.append(dialog)
    dialog.showModal()
  })
}
