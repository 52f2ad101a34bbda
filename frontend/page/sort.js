// Findings in groups, filtered. Pure.

import { groups } from './words.js'

/** @typedef {import('./types.d.ts').Finding} Finding */
/** @typedef {{group: string, status: string, decided: string}} Filter */

/** What counts of a finding: what people decided, or else what the report gave. @param {Finding} f */
export function standing(f) {
  const edited = f.decision?.verdict === 'edited'
  return {
    status: (edited && f.decision.status) || f.status || 'unknown',
    severity: (edited && f.decision.severity) || f.severity,
  }
}

/** @param {Finding} f */
export const isDecided = (f) => Boolean(f.decision?.verdict) && f.decision.verdict !== 'open'

/**
 * @param {Finding[]} findings
 * @param {Filter} filter
 */
export function filtered(findings, filter) {
  return findings.filter(
    (f) =>
      (!filter.group || f.kind === filter.group) &&
      (!filter.status || standing(f).status === filter.status) &&
      (!filter.decided || isDecided(f) === (filter.decided === 'yes')),
  )
}

/**
 * Groups in the order of the workspace; kinds that are not known here come last, and none is dropped.
 * @param {Finding[]} findings
 * @returns {[string, Finding[]][]}
 */
export function grouped(findings) {
  const kinds = groups.map(([kind]) => kind)
  for (const f of findings) if (!kinds.includes(f.kind)) kinds.push(f.kind)
  return kinds
    .map((kind) => /** @type {[string, Finding[]]} */ ([kind, findings.filter((f) => f.kind === kind)]))
    .filter(([, of]) => of.length > 0)
}

/**
 * The filter that an address holds.
 * @param {URLSearchParams} query
 * @returns {Filter}
 */
export function filterOf(query) {
  return { group: query.get('group') ?? '', status: query.get('status') ?? '', decided: query.get('decided') ?? '' }
}

/**
 * An address's query for a filter; empty when nothing is filtered.
 * @param {Filter} filter
 */
export function queryOf(filter) {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''))
  return query.size > 0 ? `?${query}` : ''
}
