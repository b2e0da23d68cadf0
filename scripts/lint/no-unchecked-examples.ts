import { type Context, isNode, isReference, type Node, type Place, written } from './located-value.ts'
import { allExamples, eachOperation } from './operation.ts'

/** Bans the ways to write an example that no linter checks. */
export function noUncheckedExamples() {
  return {
    ...eachOperation((operation, context) => {
      for (const [, example] of allExamples(context, operation)) reportUnchecked(context, example)
    }),
    Parameter: reportReferences,
    Header: reportReferences,
  }
}

function reportUnchecked(context: Context, { value, location }: Place): void {
  if (!isNode(value)) return
  if ('externalValue' in value) {
    const message = 'An externalValue is checked by nobody: write the value into the example.'
    context.report({ message, location: location.child(['externalValue']) })
  }
  if (isReference(value.value)) {
    const message = 'A $ref as value is checked by nobody: let the example itself be the file that is referred to.'
    context.report({ message, location: location.child(['value']) })
  }
}

function reportReferences(owner: Node, context: Context): void {
  const examples = { value: owner.examples, location: context.location.child(['examples']) }
  for (const [, example] of written(examples)) {
    if (!isReference(example.value)) continue
    const message = 'An example of a parameter or header behind a $ref is checked by nobody: write it in place.'
    context.report({ message, location: example.location })
  }
}
