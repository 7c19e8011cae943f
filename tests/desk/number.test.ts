import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkNumber, groupNumber, nearMisses, ticketNumbers } from '../../desk/number.ts';

const numbers = ticketNumbers('a secret');
const anyNumber = fc.string().map((cause) => numbers.draw(cause, 0));

describe('Ticket numbers', () => {
  it('have ten digits, do not begin with zero, and check', () => {
    fc.assert(
      fc.property(anyNumber, (no) => {
        assert.match(no, /^[1-9]\d{9}$/);
        assert.deepEqual(checkNumber(no), { ok: true, no });
      }),
    );
  });

  it('are the same for the same cause and attempt, and different otherwise', () => {
    assert.equal(numbers.draw('web/m1', 0), ticketNumbers('a secret').draw('web/m1', 0));
    const others = [
      numbers.draw('web/m2', 0),
      numbers.draw('web/m1', 1),
      ticketNumbers('another secret').draw('web/m1', 0),
    ];
    assert.ok(!others.includes(numbers.draw('web/m1', 0)));
  });

  it('cannot be confused by gluing cause and attempt', () => {
    assert.notEqual(numbers.draw('m1', 11), numbers.draw('m11', 1));
  });

  it('reveal every single wrong digit and every swap of neighbours', () => {
    const no = numbers.draw('web/m1', 0);
    for (let at = 0; at < 10; at++) {
      for (let digit = 0; digit < 10; digit++) {
        const slip = no.slice(0, at) + digit + no.slice(at + 1);
        assert.equal(checkNumber(slip).ok, slip === no, slip);
      }
      const swap = no.slice(0, at) + (no[at + 1] ?? '') + no[at] + no.slice(at + 2);
      if (at < 9) assert.equal(checkNumber(swap).ok, swap === no, swap);
    }
  });

  it('are read the way people write them', () => {
    const no = numbers.draw('web/m1', 0);
    const wide = no.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    for (const text of [groupNumber(no), wide, ` ${no.slice(0, 5)}-${no.slice(5)}。`]) {
      assert.deepEqual(checkNumber(text), { ok: true, no });
    }
    assert.match(groupNumber(no), /^\d{3} \d{3} \d{4}$/);
  });

  it('offer the number that was meant after one slip', () => {
    fc.assert(
      fc.property(anyNumber, fc.nat(9), fc.nat(9), (no, at, digit) => {
        const slips = [
          no.slice(0, at) + digit + no.slice(at + 1),
          no.slice(0, at) + no.slice(at + 1),
          no.slice(0, at) + digit + no.slice(at),
          no.slice(0, at) + (no[at + 1] ?? '') + no[at] + no.slice(at + 2),
        ];
        for (const slip of slips) {
          if (slip === no || slip.startsWith('0')) continue;
          assert.ok(nearMisses(slip).includes(no), `${slip} should suggest ${no}`);
        }
      }),
    );
  });

  it('offer few and only valid candidates, and none for something else altogether', () => {
    const checked = checkNumber('1234567890');
    assert.ok(!checked.ok && checked.why === 'check');
    assert.ok(checked.near.length <= 20);
    for (const no of checked.near) assert.ok(checkNumber(no).ok);
    assert.deepEqual(checkNumber('12345'), { ok: false, why: 'length', near: [] });
    assert.deepEqual(checkNumber('我的工单'), { ok: false, why: 'length', near: [] });
  });
});
