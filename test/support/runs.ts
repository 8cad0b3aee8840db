/** How many examples a property is tried on: these in the tests, so many times more in an endurance series. */
export const numberOfRuns = (usual: number): number => usual * Number(process.env['PROPERTY_FACTOR'] ?? 1);

/** The same in every run of the tests, another in each round of an endurance series. */
export const seed = Number(process.env['PROPERTY_SEED'] ?? 118);
