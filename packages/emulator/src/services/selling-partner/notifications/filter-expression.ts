import { Environment, type ParseResult } from '@marcbachmann/cel-js'

const environment = new Environment({ unlistedVariablesAreDyn: true })

/** Operators that Amazon does not support: arithmetic and indexes. */
const unsupported = new Set(['+', '-', '*', '/', '%', '-_', '[]', '[?]', '.?'])

/** Macros that evaluate a condition for each item of a list. */
const loops = new Set(['all', 'exists', 'exists_one', 'filter', 'map'])

/** Limits nested loops, whose time is the product of the lengths of their lists. The limit is the emulator's own. */
const maxLoops = 3

/**
 * Checks a filter expression as Amazon documents it: the Common Expression Language without arithmetic and indexes, with a
 * true or false result.
 */
export function isFilterExpression(expression: string): boolean {
  const { valid, type } = environment.check(expression)
  if (!valid || (type !== 'bool' && type !== 'dyn')) return false
  const operators = operatorsOf(environment.parse(expression).ast)
  if (operators.filter((operator) => loops.has(operator)).length > maxLoops) return false
  return !operators.some((operator) => unsupported.has(operator))
}

/**
 * Returns whether a notification with this payload passes a filter. An expression that cannot be evaluated, for example
 * because the payload lacks a field, does not let it pass (assumed).
 */
export function passesFilter(expression: string, payload: Readonly<Record<string, unknown>>): boolean {
  try {
    return environment.evaluate(expression, payload) === true
  } catch {
    return false
  }
}

/** Returns the operators and the names of the methods in a syntax tree, whose nodes hold others in `args`. */
function operatorsOf(node: ParseResult['ast']): string[] {
  const operators: string[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit)
    else if (typeof value === 'object' && value !== null && 'op' in value && 'args' in value) {
      operators.push(value.op === 'rcall' && Array.isArray(value.args) ? String(value.args[0]) : String(value.op))
      visit(value.args)
    }
  }
  visit(node)
  return operators
}
