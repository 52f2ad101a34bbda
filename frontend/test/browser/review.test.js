import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accessible, card, Desk, fakeOnly, missing, shot } from './harness.js'

const desk = new Desk()
/** @type {import('playwright-core').Page} */
let page
let address = ''

before(async () => {
  if (missing) return
  await desk.open()
  desk.fake.pace = 2
  page = await desk.signedIn()
  await desk.vendor(page)
  await desk.upload(page, 'reports/d02_quillmere.pdf')
  const open = card(page, 'd02_quillmere.pdf').getByRole('link', { name: 'Open the review' })
  await open.waitFor({ timeout: 120_000 })
  await open.click()
  await page.getByRole('heading', { level: 2, name: 'Findings' }).waitFor()
  address = new URL(page.url()).pathname
})
after(() => desk.close())

const filter = (/** @type {string} */ label) => page.getByRole('form', { name: 'Filter findings' }).getByLabel(label)
const rows = () => page.locator('[aria-labelledby=findings] .rows > li > details')

test(
  'a review opens on its recommendation with the reasons, the period, the opinion and the pages',
  { skip: missing },
  async () => {
    assert.equal(await page.evaluate('document.activeElement.tagName'), 'H1')
    await page.getByRole('heading', { level: 2, name: 'Accept with conditions' }).waitFor()
    const reason = page.locator('.reasons details').first()
    await reason.locator('summary').click()
    await reason.locator('blockquote').first().waitFor()
    await page.getByText('44 of 44').waitFor()
    await page.getByText(/days since then that no report covers/).waitFor()
    await accessible(page, 'review')
  },
)

test('a finding opens by keyboard into its quotes, each with a link to its page', { skip: missing }, async () => {
  await page.goto(`${address}?group=exception`)
  await rows().first().locator('> summary').focus()
  await page.keyboard.press('Enter')
  const link = rows()
    .first()
    .getByRole('link', { name: /^Page \d+/ })
    .first()
  const href = (await link.getAttribute('href')) ?? ''
  assert.match(href, /^\/api\/v1\/documents\/[^/]+\/file#page=\d+$/)
  const answer = await page.request.get(href)
  assert.equal(answer.status(), 200)
  assert.match(answer.headers()['content-type'] ?? '', /^application\/pdf/)
  await accessible(page, 'finding')
  await rows().first().locator('> summary').focus()
  await page.keyboard.press('j')
  assert.equal(
    await page.evaluate(
      `[...document.querySelectorAll('.rows > li > details > summary')].indexOf(document.activeElement)`,
    ),
    1,
  )
  await page.keyboard.press('k')
  assert.equal(
    await page.evaluate(
      `[...document.querySelectorAll('.rows > li > details > summary')].indexOf(document.activeElement)`,
    ),
    0,
  )
})

test('filters narrow the findings and stay in the address', { skip: missing }, async () => {
  await page.goto(address)
  await rows().first().waitFor()
  const all = await rows().count()
  await filter('Group').selectOption('checklist')
  await filter('Status').selectOption('absent')
  const left = await rows().count()
  assert.ok(left > 0 && left < all, `${left} of ${all}`)
  await page.reload()
  await page.getByRole('heading', { level: 2, name: 'Findings' }).waitFor()
  assert.equal(await rows().count(), left)
  await filter('Status').selectOption('')
  await filter('Group').selectOption('opinion')
  assert.ok((await rows().count()) < all)
})

test('a risk officer decides, and a reason is asked for whatever is not accepted', { skip: missing }, async () => {
  await page.goto(`${address}?group=checklist&decided=no`)
  const row = rows().nth(1)
  await row.locator('> summary').click()
  await row.getByLabel(/^Reject/).check()
  await row.getByRole('button', { name: 'Keep the decision' }).click()
  assert.equal(await row.locator('.said').count(), 0, 'nothing is sent without a reason')
  await row.getByLabel(/^Reason/).fill('Covered by the model registry of the parent company')
  await row.getByRole('button', { name: 'Keep the decision' }).click()
  await row.locator('.said').getByText('Covered by the model registry').waitFor()
  await row.getByLabel(/^Edit/).check()
  await row.getByLabel('Severity', { exact: true }).selectOption('critical')
  await row.getByLabel(/^Reason/).fill('Small use')
  await accessible(page, 'deciding')
  await row.getByRole('button', { name: 'Keep the decision' }).click()
  await row.locator('.said').getByText('Edited').waitFor()
  await page.reload()
  await filter('Decision').selectOption('yes')
  assert.equal(await rows().count(), 1)
})

test('when somebody else was faster their decision is told and the text stays', { skip: fakeOnly }, async () => {
  await page.goto(`${address}?group=scope`)
  const row = rows().first()
  await row.locator('> summary').click()
  const id = (await row.getAttribute('id'))?.replace('finding-', '')
  const kept = desk.fake.findings.find((f) => f.id === id)
  Object.assign(kept, { version: 9, decision: { ...kept.decision, verdict: 'accepted', by_name: 'Otto' } })
  await row.getByLabel(/^Not applicable/).check()
  await row.getByLabel(/^Reason/).fill('We do not use it')
  await row.getByRole('button', { name: 'Keep the decision' }).click()
  await row.getByText(/Meanwhile Otto decided: Accepted/).waitFor()
  assert.equal(await row.getByLabel(/^Reason/).inputValue(), 'We do not use it')
  await row.getByRole('button', { name: 'Keep the decision' }).click()
  await row.locator('.said').getByText('We do not use it').waitFor()
})

test('an auditor reads everything and is offered no decision', { skip: fakeOnly }, async () => {
  const other = await desk.signedIn('auditor')
  await other.goto(address)
  await other.locator('.rows summary').first().click()
  assert.equal(await other.getByRole('button', { name: 'Keep the decision' }).count(), 0)
  desk.person('risk-officer')
})

test('words of a report never become markup', { skip: fakeOnly }, async () => {
  const evil = '<img src=x onerror="document.title=1"><script>document.title=1</script>'
  const f = desk.fake.findings.find((x) => x.kind === 'opinion')
  Object.assign(f, { title: evil, reason: evil, flags: [evil], quotes: [{ page: 1, text: evil }] })
  await page.goto(`${address}?group=opinion`)
  await rows().first().locator('> summary').click()
  assert.equal(await rows().first().locator('blockquote').textContent(), evil)
  assert.equal(await page.locator('main img, main script').count(), 0)
})

test('on paper every finding stands open', { skip: missing }, async () => {
  await page.goto(address)
  await page.getByRole('heading', { level: 2, name: 'Findings' }).waitFor()
  await page.evaluate(`dispatchEvent(new Event('beforeprint'))`)
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.locator('.review details:not([open])').filter({ visible: true }).count(), 0)
  assert.equal(await page.getByRole('button', { name: 'Keep the decision' }).first().isVisible(), false)
  await shot(page, 'print')
  await page.emulateMedia({ media: 'screen' })
  await page.evaluate(`dispatchEvent(new Event('afterprint'))`)
})

test('an address without anything behind it says so', { skip: missing }, async () => {
  await page.goto('/reviews/no-such-review')
  await page.getByRole('alert').getByText('not-found').waitFor()
  await accessible(page, 'not-found')
})

test('the browser had nothing to complain about, the policy least of all', { skip: missing }, () => {
  assert.deepEqual(desk.complaints, [])
})
