import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accessible, card, Desk, fakeOnly, missing, real, sample } from './harness.js'

const desk = new Desk()
before(() => (missing ? undefined : desk.open()))
after(() => desk.close())

const slow = { timeout: 120_000 } // a real server reads real files

/** @param {import('playwright-core').Page} page @param {string} name */
const ready = (page, name) => card(page, name).getByRole('link', { name: 'Open the review' }).waitFor(slow)

test(
  'files dropped together are each followed until they are ready or say what they need',
  { skip: missing },
  async () => {
    const page = await desk.signedIn()
    await desk.vendor(page)
    await accessible(page, 'vendor-empty')
    await desk.upload(
      page,
      'reports/d02_quillmere.pdf',
      'encrypted/aes-256-r6.user.pdf',
      'encrypted/aes-256-r6.copy.pdf',
      'reports/d94_bridge.pdf',
    )
    if (!real) {
      // the real one may be faster than the eye
      await card(page, 'd02_quillmere.pdf')
        .getByText(/Reading page \d+ of 44/)
        .waitFor(slow)
    }
    const locked = card(page, 'aes-256-r6.user.pdf')
    await locked.getByLabel('Password of this file').waitFor(slow)
    const restricted = card(page, 'aes-256-r6.copy.pdf')
    await restricted.getByLabel('On what ground?').waitFor(slow)
    await accessible(page, 'vendor-reading')

    await locked.getByLabel('Password of this file').fill('not this')
    await locked.getByRole('button', { name: 'Open the file' }).click()
    await locked.getByText('password-wrong').waitFor(slow)
    await locked.getByLabel('Password of this file').fill('open-it')
    await locked.getByRole('button', { name: 'Open the file' }).click()
    if (real) {
      // this file wants a permission as well; the password is kept meanwhile
      await locked.getByLabel('On what ground?').waitFor(slow)
      await locked.getByLabel(/Our terms with the vendor allow/).check()
      await locked.getByLabel('On what ground?').fill('Section 4 of the agreement')
      await locked.getByRole('button', { name: 'Confirm and read' }).click()
    }
    await restricted.getByLabel(/Our terms with the vendor allow/).check()
    await restricted.getByLabel('On what ground?').fill('Section 4 of the agreement')
    await restricted.getByRole('button', { name: 'Confirm and read' }).click()

    await ready(page, 'd02_quillmere.pdf')
    await card(page, 'd94_bridge.pdf')
      .getByText(/looks like a bridge letter/)
      .waitFor(slow)
    for (const done of [locked, restricted]) await done.locator('.button').waitFor(slow)
    await accessible(page, 'vendor-ready')
  },
)

test('a file that was seen before says so and links to its review', { skip: missing }, async () => {
  const page = await desk.signedIn()
  await desk.vendor(page)
  await desk.upload(page, 'reports/d94_bridge.pdf')
  await card(page, 'd94_bridge.pdf').locator('.button').waitFor(slow)
  await desk.upload(page, 'reports/d94_bridge.pdf')
  await page.getByText('This file was uploaded before').waitFor(slow)
  await page.getByRole('link', { name: 'Open its review' }).click()
  await page.getByRole('heading', { level: 2, name: 'Not judged' }).waitFor(slow)
  await accessible(page, 'review-not-judged')
})

test('what is no PDF is named and left out, also when only its name says PDF', { skip: missing }, async () => {
  const page = await desk.signedIn()
  await desk.vendor(page)
  const input = page.getByLabel(/Drop PDF reports here/)
  await input.setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('x') })
  await page
    .getByRole('alert')
    .getByText(/Left out: notes.txt/)
    .waitFor()
  await input.setInputFiles({ name: '<b>fake</b>.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ no pdf') })
  const refused = card(page, '<b>fake</b>.pdf')
  await refused.getByText(/not-a-pdf|wrong-media-type/).waitFor()
  await refused.getByRole('button', { name: 'Send again' }).waitFor()
  await accessible(page, 'vendor-refused')
})

test('files can be dropped with the mouse', { skip: missing }, async () => {
  const page = await desk.signedIn()
  await desk.vendor(page)
  const drop = `{
    const data = new DataTransfer()
    data.items.add(new File(['%PDF-1.7 broken'], 'damaged.pdf', { type: 'application/pdf' }))
    document.querySelector('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
  }`
  await page.evaluate(drop)
  const parked = card(page, 'damaged.pdf')
  await parked.getByText('damaged-file').waitFor(slow)
  await parked.getByRole('button', { name: 'Try again' }).waitFor()
})

test('with a stream the page is told, and does not ask', { skip: fakeOnly }, async () => {
  const page = await desk.signedIn()
  await desk.vendor(page)
  let asked = 0
  page.on('request', (r) => {
    if (r.url().includes('/reviews?')) asked += 1
  })
  desk.fake.pace = 80 // longer in all than the page waits before it asks
  await desk.upload(page, 'reports/d02_quillmere.pdf')
  await ready(page, 'd02_quillmere.pdf')
  desk.fake.pace = 25
  assert.equal(asked, 0)
})

test('without a stream the page asks by itself', { skip: fakeOnly }, async () => {
  desk.fake.streaming = false
  const page = await desk.signedIn()
  await desk.vendor(page)
  await desk.upload(page, 'reports/d02_quillmere.pdf')
  await ready(page, 'd02_quillmere.pdf')
  desk.fake.streaming = true
})

test('more files than streams all arrive', { skip: fakeOnly }, async () => {
  const page = await desk.signedIn()
  await desk.vendor(page)
  const files = Array.from({ length: 9 }, (_, i) => ({
    name: `report ${i}.pdf`,
    mimeType: 'application/pdf',
    buffer: Buffer.from(`%PDF-1.7 ${i}`),
  }))
  await page.getByLabel(/Drop PDF reports here/).setInputFiles(files)
  for (const f of files) await ready(page, f.name)
})

test('a session that ends while a file waits is begun again over the page', { skip: fakeOnly }, async () => {
  const page = await desk.signedIn()
  await desk.vendor(page)
  desk.fake.sessions.clear()
  await page.getByLabel(/Drop PDF reports here/).setInputFiles(sample('reports/d94_bridge.pdf'))
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Your session has ended').waitFor()
  await accessible(page, 'session-ended')
  await dialog.getByLabel('Password').fill(desk.password)
  await dialog.getByRole('button', { name: 'Sign in' }).click()
  await card(page, 'd94_bridge.pdf')
    .getByText(/looks like a bridge letter/)
    .waitFor()
})

test('a server that cannot be reached loses no file', { skip: fakeOnly }, async () => {
  const page = await desk.signedIn()
  await desk.vendor(page)
  await page.context().setOffline(true)
  await desk.upload(page, 'reports/d02_quillmere.pdf')
  const waiting = card(page, 'd02_quillmere.pdf')
  await waiting.getByText('not-reached').waitFor()
  await page.context().setOffline(false)
  await waiting.getByRole('button', { name: 'Send again' }).click()
  await ready(page, 'd02_quillmere.pdf')
})

test('the browser had nothing to complain about, the policy least of all', { skip: missing }, () => {
  assert.deepEqual(desk.complaints, [])
})
