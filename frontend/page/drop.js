// Where files are dropped or chosen. The input is a real one, so that the keyboard and screen readers have it too.

import { h, newID, replace } from './dom.js'

/**
 * @param {(files: File[]) => void} take
 * @param {(text: string) => void} say
 */
export function dropZone(take, say) {
  const id = newID()
  const refused = h('p', { class: 'refused', role: 'alert' })
  const input = h('input', {
    id,
    type: 'file',
    multiple: true,
    accept: 'application/pdf,.pdf',
    'aria-describedby': `${id}-hint`,
  })
  const zone = h(
    'div',
    { class: 'drop' },
    h('label', { for: id }, h('strong', {}, 'Drop PDF reports here'), ' or choose files'),
    input,
    h(
      'p',
      { class: 'hint', id: `${id}-hint` },
      'Several at once are fine. They are read by your own server and nobody else’s.',
    ),
    refused,
  )
  const sort = (/** @type {FileList | null | undefined} */ list) => {
    const files = [...(list ?? [])]
    const pdfs = files.filter(isPDF)
    const others = files.filter((f) => !isPDF(f)).map((f) => f.name)
    replace(refused, others.length > 0 && `Only PDF files are read. Left out: ${others.join(', ')}`)
    if (pdfs.length > 0) take(pdfs)
    else if (files.length > 0) say('No PDF among these files')
  }
  input.addEventListener('change', () => {
    sort(input.files)
    input.value = '' // so that the same file can be chosen again
  })
  let depth = 0 // entering a child fires before leaving its parent
  const mark = (/** @type {number} */ by) => {
    depth = Math.max(0, depth + by)
    zone.classList.toggle('over', depth > 0)
  }
  zone.addEventListener('dragenter', () => mark(1))
  zone.addEventListener('dragleave', () => mark(-1))
  zone.addEventListener('drop', (event) => {
    event.preventDefault()
    mark(-depth)
    sort(event.dataTransfer?.files)
  })
  return zone
}

/** By type or name only; the server looks at the content. @param {File} file */
const isPDF = (file) => file.type === 'application/pdf' || /\.pdf$/i.test(file.name)
