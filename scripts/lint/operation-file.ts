import { basename } from 'node:path'
import { eachOperation } from './operation.ts'

/** One operation per file, and the file is named after it: the name is what people search for. */
export function operationFile() {
  return eachOperation(({ id, place }, context) => {
    const file = basename(place.location.source.absoluteRef)
    if (file === `${id}.yaml`) return
    const message = `The operation ${id} belongs into a file of its own, ${id}.yaml, not into ${file}.`
    context.report({ message, location: place.location.child(['operationId']) })
  })
}
