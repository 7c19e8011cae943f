/** Degrees on some ellipsoid. */
interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

/**
 * GCJ-02, which maps in China must show, to WGS 84, which everything else means: up to 700 metres apart. The shift is
 * only published one way, so it is undone by nearing; below a centimetre after four steps.
 */
export function fromChina(shown: Position): Position {
  if (!isShifted(shown)) return { latitude: shown.latitude, longitude: shown.longitude };
  let here = shown;
  for (let step = 0; step < 4; step += 1) {
    const there = toChina(here);
    here = {
      latitude: here.latitude + shown.latitude - there.latitude,
      longitude: here.longitude + shown.longitude - there.longitude,
    };
  }
  return here;
}

/** As a map in China shows this place. */
export function toChina({ latitude, longitude }: Position): Position {
  if (!isShifted({ latitude, longitude })) return { latitude, longitude };
  const [north, east] = [latitude - 35, longitude - 105];
  const radians = (latitude / 180) * Math.PI;
  const magic = 1 - flattening * Math.sin(radians) ** 2;
  const meridian = ((axis * (1 - flattening)) / magic ** 1.5) * (Math.PI / 180);
  const parallel = (axis / Math.sqrt(magic)) * Math.cos(radians) * (Math.PI / 180);
  return {
    latitude: latitude + northward(east, north) / meridian,
    longitude: longitude + eastward(east, north) / parallel,
  };
}

/** The box in which maps shift; Taiwan, Hong Kong and Macau lie in it, though some of their maps do not. */
const isShifted = ({ latitude, longitude }: Position): boolean =>
  longitude >= 72.004 && longitude <= 137.8347 && latitude >= 0.8293 && latitude <= 55.8271;

/** Krasovsky 1940, as the shift was defined on it. */
const axis = 6_378_245;
const flattening = 0.006_693_421_622_965_943;

const wave = (size: number, at: number): number => size * Math.sin(at * Math.PI);

/** Metres. */
function northward(x: number, y: number): number {
  return (
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    (2 / 3) * (wave(20, 6 * x) + wave(20, 2 * x)) +
    (2 / 3) * (wave(20, y) + wave(40, y / 3)) +
    (2 / 3) * (wave(160, y / 12) + wave(320, y / 30))
  );
}

function eastward(x: number, y: number): number {
  return (
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    (2 / 3) * (wave(20, 6 * x) + wave(20, 2 * x)) +
    (2 / 3) * (wave(20, x) + wave(40, x / 3)) +
    (2 / 3) * (wave(150, x / 12) + wave(300, x / 30))
  );
}
