import { basename } from 'node:path'
import { eachOperation } from './operation.ts'

/** Requires that each operation has a file of its own that is named after it, so that it can be found by name. */
export function operationFile() {
  return eachOperation(({ id, located }, context) => {
    const file = basename(located.location.source.absoluteRef)
    if (file === `${id}.yaml`) return
    const message = `Move the operation ${id} from ${file} to ${id}.yaml.`
    context.report({ message, location: located.location.child(['operationId']) })
  })
}
