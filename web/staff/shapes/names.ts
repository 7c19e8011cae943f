import { z } from 'zod';

/** Shapes with a name of their own in the description of the interface: of what we answer, and of what we take. */
export const outputs = z.registry<{ id: string }>();
export const inputs = z.registry<{ id: string }>();
