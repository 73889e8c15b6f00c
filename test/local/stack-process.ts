import { startStack } from '../../local/stack.ts';

/** Runs a stack in a process of its own, to be killed: `node stack-process.ts <assembly> <data folder>`. Prints its URL once it is ready. */
const [assembly = '', dataFolder = ''] = process.argv.slice(2);
const stack = await startStack({ assembly, dataFolder, port: 0 });
console.log(stack.url);
