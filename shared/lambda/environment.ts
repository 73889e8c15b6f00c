import * as z from 'zod';

/**
 * The function's environment, checked once when it starts.
 * @throws Error naming every variable that is missing or wrong: the deployment is at fault, not a caller.
 */
export function environment<Shape extends z.ZodRawShape>(shape: Shape): z.infer<z.ZodObject<Shape>> {
  const parsed = z.object(shape).safeParse(process.env);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')} (${issue.message})`).join(', ');
  throw new Error(`Cannot start the function: its environment is not as it should be: ${wrong}. The stack sets these; deploy it again`);
}

/** A variable that has to be there and not empty. */
export const required = z.string().min(1);
