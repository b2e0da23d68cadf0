#!/usr/bin/env node
import manifest from '../package.json' with { type: 'json' }
import { runProgram } from './program.ts'
import { processTerminal } from './terminal.ts'

process.exitCode = await runProgram(process.argv.slice(2), processTerminal(process), manifest.version)
