import assert from 'node:assert/strict';
import { ConfigError, errorBody, HttpError, statusOf } from '../../bot/errors.ts';

describe('errors', () => {
  it('tell a caller what they can mend', () => {
    const error = new HttpError(409, 'TooLate', 'The ticket is closed.');
    assert.deepEqual(errorBody(error), {
      error: { code: 'TooLate', message: 'The ticket is closed.' },
    });
    assert.equal(statusOf(error), 409);
  });

  it('tell nobody what broke inside, and keep the cause for the log', () => {
    const cause = new Error('password is hunter2');
    for (const error of [
      cause,
      new HttpError(503, 'StoreDown', 'disk /data full', cause),
      'text',
    ]) {
      const said = JSON.stringify(errorBody(error));
      assert.doesNotMatch(said, /hunter2|disk|text/);
    }
    assert.equal(statusOf(cause), 500);
    assert.equal(new HttpError(503, 'StoreDown', '', cause).cause, cause);
    assert.equal(new ConfigError('x').name, 'ConfigError');
  });
});
