import { type Bundle, listOperations } from '@reportline/scripts/generate/bundle'

/** Adds every operation's usage plan to its description: the page shows no extension of ours. */
export function addUsagePlans(bundle: Bundle): Bundle {
  const copy = structuredClone(bundle)
  for (const { operation } of listOperations(copy)) {
    const limit = operation['x-rate-limit']
    if (typeof limit !== 'object') continue
    const plan = `**Usage plan:** ${limit.rate} calls a second, burst ${limit.burst}${limit.assumed ? ' (assumed)' : ''}.`
    Object.assign(operation, { description: [operation.description?.trim(), plan].filter(Boolean).join('\n\n') })
  }
  return copy
}
