import { isNode } from './located-value.ts'
import { eachOperation } from './operation.ts'

const keys = new Set(['rate', 'burst', 'assumed'])

/** Requires that each operation has its usage plan as `x-rate-limit`, or `none` if none is documented. */
export function rateLimit() {
  return eachOperation(({ id, located }, context) => {
    const plan = isNode(located.value) ? located.value['x-rate-limit'] : undefined
    if (plan === undefined) {
      const message = `${id} needs an x-rate-limit: either the documented {rate, burst} or none.`
      context.report({ message, location: located.location })
    } else if (plan !== 'none' && !isPlan(plan)) {
      const message = `Invalid x-rate-limit of ${id}. Use none or {rate: requests per second, burst: integer, assumed?: true}.`
      context.report({ message, location: located.location.child(['x-rate-limit']) })
    }
  })
}

function isPlan(plan: unknown): boolean {
  if (!isNode(plan) || !Object.keys(plan).every((key) => keys.has(key))) return false
  const { rate, burst, assumed } = plan
  const isRate = typeof rate === 'number' && Number.isFinite(rate) && rate > 0
  const isBurst = typeof burst === 'number' && Number.isInteger(burst) && burst >= 1
  return isRate && isBurst && (assumed === undefined || assumed === true)
}
