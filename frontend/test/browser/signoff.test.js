import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accessible, card, Desk, fakeOnly, missing, real } from './harness.js'

const desk = new Desk()
/** @type {import('playwright-core').Page} */
let page
/** @type {import('playwright-core').Page} */
let other
let address = ''

before(async () => {
  if (missing) return
  await desk.open()
  desk.fake.pace = 2
  page = await desk.signedIn()
  other = await desk.signedInAs('approver')
  await desk.vendor(page)
  await desk.upload(page, 'reports/d02_quillmere.pdf')
  const open = card(page, 'd02_quillmere.pdf').getByRole('link', { name: 'Open the review' })
  await open.waitFor({ timeout: 120_000 })
  await open.click()
  await signOff(page).waitFor()
  address = new URL(page.url()).pathname
})
after(() => desk.close())

/** @param {import('playwright-core').Page} on */
const signOff = (on) => on.getByRole('region', { name: 'Sign-off' })
/** @param {import('playwright-core').Page} on */
const toDo = (on) => on.getByRole('region', { name: 'To do and to answer' })

/** Decides over all that is grave, beside the page, as in the tests of findings. */
async function decideAll() {
  const id = address.split('/')[2]
  const { items } = await desk.ask(page, 'GET', `/reviews/${id}/findings?limit=200`)
  for (const f of items) {
    if (!['high', 'critical'].includes(f.severity) || (f.decision.verdict || 'open') !== 'open') continue
    const answer = await page.request.post(`/api/v1/findings/${f.id}/decision`, {
      data: { verdict: 'accepted', reason: '' },
      headers: { Origin: desk.url, 'If-Match': `"${f.version}"` },
    })
    assert.ok(answer.ok(), await answer.text())
  }
}

test(
  'before everything grave is decided, handing over is refused with what is missing',
  { skip: missing },
  async () => {
    await signOff(page).locator('.badge').getByText('In review').waitFor()
    await signOff(page).getByText('Accept with conditions').waitFor()
    await signOff(page)
      .getByRole('link', { name: /\d+ conditions?/ })
      .waitFor()
    await signOff(page).getByRole('button', { name: 'Hand over for approval' }).click()
    await signOff(page)
      .getByRole('alert')
      .getByText(/high or critical severity/)
      .waitFor()
    await accessible(page, 'signoff-missing')
  },
)

test('a question is added, and answered with an owner, a date and evidence', { skip: missing }, async () => {
  const section = toDo(page)
  await section.getByText('Add a question, a remediation or a condition').click()
  const add = section.getByRole('form', { name: 'Add something to do' })
  await add.getByLabel('What is to be done').fill('Which model serves the assistant?')
  await add.getByLabel('Due').fill('2026-01-31')
  await add.getByRole('button', { name: 'Add it' }).click()
  const row = section.getByRole('listitem').filter({ hasText: 'Which model serves the assistant?' })
  await row.locator('.badge').getByText('Overdue').waitFor()
  await row.getByText('Nobody has it yet').waitFor()
  await row.locator('summary').click()
  const progress = row.getByRole('form', { name: /^Progress/ })
  await progress.getByLabel('Status').selectOption('answered')
  await progress.getByRole('button', { name: 'Keep it' }).click()
  await row.locator('.badge').getByText('Overdue').waitFor()
  await progress.getByLabel('Answer').fill('A model of our own, see the annex')
  await progress.getByLabel('Who has it').selectOption({ label: 'Otto Approver' })
  await progress.getByLabel('Evidence').selectOption({ label: 'd02_quillmere.pdf' })
  await accessible(page, 'followup')
  await progress.getByRole('button', { name: 'Keep it' }).click()
  await row.locator('.badge').getByText('Answered, to be looked at').waitFor()
  assert.equal(await page.evaluate('document.activeElement.tagName'), 'SUMMARY', 'the focus stays with it')
  await row.getByText('With Otto Approver').waitFor()
  await row.locator('q').getByText('A model of our own').waitFor()
  await row.getByRole('link', { name: 'd02_quillmere.pdf' }).waitFor()
  await page.reload()
  await row.getByText(/due 31 Jan 2026/).waitFor()
})

test('one asks to live with a risk, and another one answers', { skip: missing }, async () => {
  await page.goto(`${address}?group=checklist`)
  const first = (/** @type {import('playwright-core').Page} */ on) =>
    on.locator('[aria-labelledby=findings] .rows > li > details').first()
  await first(page).locator('> summary').click()
  await first(page).getByText('Ask to live with this risk').click()
  const form = first(page).getByRole('form', { name: /^Risk acceptance/ })
  await form.getByLabel('Why we can live with it').fill('We send it no personal data')
  await form.getByLabel('Until').fill('2099-12-31')
  await form.getByRole('button', { name: 'Ask for it' }).click()
  await first(page).getByText('somebody else answers it').waitFor()
  assert.equal(await first(page).getByRole('button', { name: 'Answer' }).count(), 0, 'not one’s own')
  await other.goto(`${address}?group=checklist`)
  await first(other).locator('> summary').click()
  await first(other)
    .getByText(/asked for by R(hea|ita) Officer/)
    .waitFor()
  await first(other).getByLabel('We live with this risk until then').check()
  await accessible(other, 'risk')
  await first(other).getByRole('button', { name: 'Answer' }).click()
  await first(other).locator('.badge').getByText('We live with the risk').waitFor()
  await first(other)
    .getByText(/until 31 Dec 2099/)
    .waitFor()
})

test(
  'whoever prepared it is offered no signature, and a reviewer sends it back with a reason',
  { skip: missing },
  async () => {
    await decideAll()
    await page.goto(address)
    await signOff(page).getByRole('button', { name: 'Hand over for approval' }).click()
    await signOff(page).getByText('Awaits approval').waitFor()
    assert.equal(await page.evaluate('document.activeElement.id'), 'sign-off', 'the focus is where the news is')
    await signOff(page).getByText('You prepared this review').waitFor()
    assert.equal(
      await signOff(page)
        .getByLabel(/^Approve/)
        .count(),
      0,
    )
    await other.goto(address)
    await signOff(other)
      .getByLabel(/^Send back/)
      .check()
    await signOff(other).getByRole('button', { name: 'Sign' }).click()
    await signOff(other).getByText('Awaits approval').waitFor()
    await signOff(other).getByLabel('Reason').fill('Ask the vendor about training data first')
    await accessible(other, 'signing')
    await signOff(other).getByRole('button', { name: 'Sign' }).click()
    await signOff(other).locator('.badge').getByText('In review').waitFor()
  },
)

test('what somebody else moved meanwhile is not moved again', { skip: missing }, async () => {
  await signOff(page).getByLabel('Reason').fill('Take it back')
  await signOff(page).getByRole('button', { name: 'Send back' }).click()
  await signOff(page).getByRole('alert').getByText('changed-meanwhile').waitFor()
  assert.equal(await signOff(page).getByLabel('Reason').inputValue(), 'Take it back')
})

test(
  'another person approves; it is locked with who and when, and a new edition follows',
  { skip: missing },
  async () => {
    await page.goto(address)
    await signOff(page).getByRole('button', { name: 'Hand over for approval' }).click()
    await signOff(page).getByText('Awaits approval').waitFor()
    await other.goto(address)
    await signOff(other)
      .getByLabel(/^Approve/)
      .check()
    await signOff(other).getByRole('button', { name: 'Sign' }).click()
    await signOff(other).getByText('It is locked').waitFor()
    await signOff(other)
      .getByText(/by Otto Approver on \d/)
      .first()
      .waitFor()
    await signOff(other).getByText('What happened so far').click()
    await signOff(other).getByText('Ask the vendor about training data first').waitFor()
    await accessible(other, 'locked')
    const row = other.locator('[aria-labelledby=findings] .rows > li > details').first()
    await row.locator('> summary').click()
    assert.equal(await row.getByRole('button', { name: 'Keep the decision' }).count(), 0, 'nothing is decided any more')

    await page.goto(address)
    await signOff(page).getByText('Begin a new edition').click()
    await signOff(page).getByLabel('Reason').fill('The vendor sent a correction')
    await signOff(page).getByRole('button', { name: 'Begin it' }).click()
    await signOff(page).getByText('Edition 2').waitFor()
    await signOff(page).locator('.badge').getByText('In review').waitFor()
    await signOff(page).getByRole('link', { name: 'The edition before' }).click()
    await signOff(page)
      .getByRole('link', { name: /^A later edition/ })
      .waitFor()
    assert.equal(await signOff(page).getByText('Begin a new edition').count(), 0, 'one edition follows, not two')
  },
)

test('an auditor reads where it stands and is offered no move', { skip: fakeOnly }, async () => {
  const before = desk.email
  desk.email = 'audit@example.com'
  const auditor = await desk.signedIn('auditor')
  desk.email = before
  await auditor.goto(address)
  await signOff(auditor).getByText('It is locked').waitFor()
  assert.equal(await signOff(auditor).getByRole('button').count(), 0)
  assert.equal(await toDo(auditor).getByText('Add a question').count(), 0)
  assert.equal(real, '')
})

test('the browser had nothing to complain about, the policy least of all', { skip: missing }, () => {
  assert.deepEqual(desk.complaints, [])
})
