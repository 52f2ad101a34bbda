import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accessible, Desk, fakeOnly, missing } from './harness.js'

const desk = new Desk()
/** @type {import('playwright-core').Page} */
let admin
before(async () => {
  if (missing) return
  await desk.open()
  admin = await desk.signedInAs('administrator')
})
after(() => desk.close())

const section = () => admin.getByRole('region', { name: 'Reading files whose copying is switched off' })

test('an administrator confirms once with the reason, and sees who did and when', { skip: missing }, async () => {
  await admin.getByRole('link', { name: 'Settings' }).click()
  await admin.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
  await section().getByText('Nobody has confirmed this so far').waitFor()
  await accessible(admin, 'settings')
  await section().getByLabel('On what ground').fill('Clause 7.2 of our terms for vendors')
  await section().getByRole('button', { name: 'Confirm for all reports' }).click()
  await section().locator('.badge').getByText('Asked for each report').waitFor()
  await section().getByLabel('I confirm').check()
  await section().getByRole('button', { name: 'Confirm for all reports' }).click()
  await section().locator('.badge').getByText('Confirmed for all reports').waitFor()
  assert.equal(await admin.evaluate('document.activeElement.id'), 'reading')
  await admin.reload()
  await section()
    .getByText(/by Ada Administrator on \d/)
    .waitFor()
  await section().getByText('Clause 7.2 of our terms for vendors').waitFor()
  await accessible(admin, 'settings-confirmed')
})

test('what somebody else changed meanwhile is not written over', { skip: fakeOnly }, async () => {
  desk.fake.permissionVersion += 1
  await section().getByLabel('Why it is withdrawn').fill('The terms have changed')
  await section().getByRole('button', { name: 'Withdraw it' }).click()
  await section().getByRole('alert').getByText('changed-meanwhile').waitFor()
  assert.equal(await section().getByLabel('Why it is withdrawn').inputValue(), 'The terms have changed')
})

test('it is withdrawn with the reason', { skip: missing }, async () => {
  await admin.goto('/settings')
  await section().getByLabel('Why it is withdrawn').fill('The terms have changed')
  await section().getByRole('button', { name: 'Withdraw it' }).click()
  await section().locator('.badge').getByText('Asked for each report').waitFor()
  await section().getByText('The terms have changed').waitFor()
  await section().getByText('Withdrawn').waitFor()
})

test('others are shown no way to the settings, and cannot change them', { skip: fakeOnly }, async () => {
  const officer = await desk.signedIn()
  assert.equal(await officer.getByRole('link', { name: 'Settings' }).count(), 0)
  await officer.goto('/settings')
  await officer.getByRole('heading', { name: 'Only administrators see this' }).waitFor()
  await officer.goto('/people')
  await officer.getByRole('heading', { name: 'Only administrators see this' }).waitFor()
})

test('the browser had nothing to complain about, the policy least of all', { skip: missing }, () => {
  assert.deepEqual(desk.complaints, [])
})
