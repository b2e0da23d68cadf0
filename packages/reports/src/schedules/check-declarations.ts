/** How one API checks declarations. */
export interface DeclarationChecks<Declaration, Spec> {
  /** @throws TypeError naming the field, or ScheduleError. */
  readonly check: (declaration: Declaration) => Spec
  /** Identifies the schedule: Amazon keeps one schedule for each key. */
  readonly keyOf: (spec: Spec) => string
  /** Names the schedule in an error. */
  readonly describe: (spec: Spec) => string
  /** What Amazon keeps one schedule for, for example `report type`. */
  readonly uniqueBy: string
}

/**
 * Checks declarations as far as possible without knowing the existing schedules.
 *
 * @throws TypeError if a declaration is invalid or two have the same key. The message names the declaration by its
 *   position, starting at 1.
 */
export function checkDeclarations<Declaration, Spec>(
  declared: readonly Declaration[],
  checks: DeclarationChecks<Declaration, Spec>,
): Spec[] {
  if (!Array.isArray(declared)) throw new TypeError('The declared schedules must be an array.')
  const specs = declared.map((declaration: Declaration, index) => {
    try {
      return checks.check(declaration)
    } catch (error) {
      throw error instanceof TypeError ? new TypeError(`Schedule ${index + 1}: ${error.message}`) : error
    }
  })
  rejectDuplicates(specs, checks)
  return specs
}

function rejectDuplicates<Declaration, Spec>(
  specs: readonly Spec[],
  { keyOf, describe, uniqueBy }: DeclarationChecks<Declaration, Spec>,
): void {
  const positions = new Map<string, number>()
  for (const [index, spec] of specs.entries()) {
    const key = keyOf(spec)
    const first = positions.get(key)
    if (first !== undefined) {
      throw new TypeError(
        `Schedules ${first + 1} and ${index + 1} are both for ${describe(spec)}. Amazon keeps one schedule for each ` +
          `${uniqueBy}, so the second would replace the first. Remove one of them.`,
      )
    }
    positions.set(key, index)
  }
}
