export function parquetFigures(): string[] { return []; }
