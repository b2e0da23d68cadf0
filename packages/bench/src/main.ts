// The entry of the command and of its child processes, which run `main.js --child <task>`.
const [first, name = ''] = process.argv.slice(2)
if (first === '--child') {
  const { runChild } = await import('./measure/run-child.ts')
  await runChild(name)
} else {
  const { command } = await import('./command.ts')
  process.exitCode = await command(process.argv.slice(2))
}
