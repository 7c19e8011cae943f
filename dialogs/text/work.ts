import type { Language } from '../../desk/words.ts';
import type { WorkTicketFacts, WorkWords } from './work-kinds.ts';

/** What we say to a colleague on the road. */
export const workWords: Readonly<Record<Language, WorkWords>> = {
  'zh-Hans': {
    deeds: {
      list: '我的单',
      take: '接单',
      pass: '不接',
      contact: '已联系',
      leave: '出发',
      late: '晚到',
      arrive: '到了',
      temporary: '临时处理',
      done: '完成',
      parts: '等配件',
      customer: '等客户',
      resume: '继续',
      note: '备注',
      handover: '交班',
      help: '帮助',
    },
    urgencies: { general: '一般', urgent: '紧急', major: '重大投诉' },
    bound: (name) => `${name}，绑定好了。工单会发到这里，说“我的单”随时查看，说“帮助”看能做什么。`,
    boundWrong: () => '绑定码不对或已过期，请向管理员要一个新的。',
    hello: (name) => `${name}您好。`,
    help: () =>
      '可以说：我的单、接单、不接、已联系、出发、晚到20分钟、到了、临时处理、完成、等配件、等客户、继续、备注、交班。手上不止一张单时，后面加上工单号后四位，例如“到了 0576”。要以客户身份报修，说“我是客户”。',
    notUnderstood: () => '这句没看懂，什么都没有改动。',
    none: () => '您手上没有工单。',
    list: (tickets) => tickets.map(line('zh')).join('\n'),
    ticket: (it) =>
      sheet(it, {
        address: '地址',
        customer: '客户',
        words: '原话',
        photos: '照片',
        next: '下一步',
        why: '定级原因',
      }),
    which: (deed) => `哪一张单${deed}？`,
    noSuch: () => '您手上没有这张单，什么都没有改动。',
    ask: {
      pass: () => '为什么不接？请说原因，会转给组长。',
      late: () => '要晚到多少分钟？客户会收到通知。',
      temporary: () => '先做了什么？还差什么？',
      note: () => '备注什么？',
      handover: () => '交给谁？请说姓名。',
      what: () => '做了什么？一句话就行。',
      photos: () => '请发现场照片，发完说“好了”；没有就说“没有”。',
      parts: () => '换了或用了什么配件？没有就说“没有”。',
      cost: () => '收费多少？不收费就说“免费”。',
      check: (items) => `自检：\n${items}\n都合格说“全部合格”，否则说不合格的编号，例如“3、7”。`,
      signoff: () => '请客户当场看一下：满意、不满意，还是不在场？',
      confirm: (summary) => `${summary}\n确认完成吗？`,
    },
    none_: '没有',
    free: '免费',
    allGood: '全部合格',
    satisfied: '满意',
    unsatisfied: '不满意',
    absent: '不在场',
    yes: '确认',
    no: '重填',
    stop: '取消',
    photosKept: (count) => `收到${count}张。`,
    stopped: () => '好的，先不提交，什么都没有改动。',
    done: (deed, number, next) => `已记下：${number} ${deed}。${next}`,
    refused: (why, name) =>
      ({
        taken: `${name || '别人'}已经接了这张单。`,
        finished: '这张单已经结束了，没有改动。',
        changed: '这张单刚刚有变化，请再看一下。',
        forbidden: '您的岗位不能这样操作，没有改动。',
      })[why] ?? '按现在的进度不能这样操作，没有改动。',
    notSatisfied: () => '客户不满意就先不算完成。处理好再说“完成”，或说“临时处理”。',
    nobodyOfThatName: () => '没有叫这个名字、现在能接单的同事，请说全名。',
    summary: (f) =>
      `做了：${f.what}；照片：${f.photos}；配件：${f.parts}；收费：${f.cost}${f.check ? `；自检：${f.check}` : ''}；客户：${f.signoff}`,
    item: (n) => `清单第${n}项`,
  },
  'zh-Hant': {
    deeds: {
      list: '我的單',
      take: '接單',
      pass: '不接',
      contact: '已聯絡',
      leave: '出發',
      late: '晚到',
      arrive: '到了',
      temporary: '臨時處理',
      done: '完成',
      parts: '等零件',
      customer: '等客戶',
      resume: '繼續',
      note: '備註',
      handover: '交班',
      help: '幫助',
    },
    urgencies: { general: '一般', urgent: '緊急', major: '重大投訴' },
    bound: (name) =>
      `${name}，綁定好了。工單會發到這裡，說「我的單」隨時查看，說「幫助」看能做什麼。`,
    boundWrong: () => '綁定碼不對或已過期，請向管理員要一個新的。',
    hello: (name) => `${name}您好。`,
    help: () =>
      '可以說：我的單、接單、不接、已聯絡、出發、晚到20分鐘、到了、臨時處理、完成、等零件、等客戶、繼續、備註、交班。手上不只一張單時，後面加上工單號後四位，例如「到了 0576」。要以客戶身分報修，說「我是客戶」。',
    notUnderstood: () => '這句沒看懂，什麼都沒有改動。',
    none: () => '您手上沒有工單。',
    list: (tickets) => tickets.map(line('zh')).join('\n'),
    ticket: (it) =>
      sheet(it, {
        address: '地址',
        customer: '客戶',
        words: '原話',
        photos: '照片',
        next: '下一步',
        why: '定級原因',
      }),
    which: (deed) => `哪一張單${deed}？`,
    noSuch: () => '您手上沒有這張單，什麼都沒有改動。',
    ask: {
      pass: () => '為什麼不接？請說原因，會轉給組長。',
      late: () => '要晚到多少分鐘？客戶會收到通知。',
      temporary: () => '先做了什麼？還差什麼？',
      note: () => '備註什麼？',
      handover: () => '交給誰？請說姓名。',
      what: () => '做了什麼？一句話就行。',
      photos: () => '請傳現場照片，傳完說「好了」；沒有就說「沒有」。',
      parts: () => '換了或用了什麼零件？沒有就說「沒有」。',
      cost: () => '收費多少？不收費就說「免費」。',
      check: (items) =>
        `自檢：\n${items}\n都合格說「全部合格」，否則說不合格的編號，例如「3、7」。`,
      signoff: () => '請客戶當場看一下：滿意、不滿意，還是不在場？',
      confirm: (summary) => `${summary}\n確認完成嗎？`,
    },
    none_: '沒有',
    free: '免費',
    allGood: '全部合格',
    satisfied: '滿意',
    unsatisfied: '不滿意',
    absent: '不在場',
    yes: '確認',
    no: '重填',
    stop: '取消',
    photosKept: (count) => `收到${count}張。`,
    stopped: () => '好的，先不提交，什麼都沒有改動。',
    done: (deed, number, next) => `已記下：${number} ${deed}。${next}`,
    refused: (why, name) =>
      ({
        taken: `${name || '別人'}已經接了這張單。`,
        finished: '這張單已經結束了，沒有改動。',
        changed: '這張單剛剛有變化，請再看一下。',
        forbidden: '您的崗位不能這樣操作，沒有改動。',
      })[why] ?? '按現在的進度不能這樣操作，沒有改動。',
    notSatisfied: () => '客戶不滿意就先不算完成。處理好再說「完成」，或說「臨時處理」。',
    nobodyOfThatName: () => '沒有叫這個名字、現在能接單的同事，請說全名。',
    summary: (f) =>
      `做了：${f.what}；照片：${f.photos}；零件：${f.parts}；收費：${f.cost}${f.check ? `；自檢：${f.check}` : ''}；客戶：${f.signoff}`,
    item: (n) => `清單第${n}項`,
  },
  en: {
    deeds: {
      list: 'my jobs',
      take: 'take it',
      pass: 'not mine',
      contact: 'contacted',
      leave: 'on the way',
      late: 'late',
      arrive: 'arrived',
      temporary: 'temporary fix',
      done: 'done',
      parts: 'need parts',
      customer: 'need customer',
      resume: 'go on',
      note: 'note',
      handover: 'hand over',
      help: 'help',
    },
    urgencies: { general: 'general', urgent: 'urgent', major: 'major complaint' },
    bound: (name) =>
      `${name}, you are connected. Tickets come here; say "my jobs" at any time, or "help" for what you can do.`,
    boundWrong: () => 'That code is wrong or too old; please ask for a new one.',
    hello: (name) => `Hello ${name}.`,
    help: () =>
      'You can say: my jobs, take it, not mine, contacted, on the way, late 20 minutes, arrived, temporary fix, done, need parts, need customer, go on, note, hand over. With more than one ticket in hand, add the last four digits of its number: "arrived 0576". To report something as a customer, say "I am a customer".',
    notUnderstood: () => 'I did not understand that; nothing was changed.',
    none: () => 'You have no tickets.',
    list: (tickets) => tickets.map(line('en')).join('\n'),
    ticket: (it) =>
      sheet(it, {
        address: 'Address',
        customer: 'Customer',
        words: 'Said',
        photos: 'Photos',
        next: 'Next',
        why: 'Why this class',
      }),
    which: (deed) => `Which ticket is it: ${deed}?`,
    noSuch: () => 'You have no such ticket; nothing was changed.',
    ask: {
      pass: () => 'Why not? Please give the reason; your lead gets it.',
      late: () => 'How many minutes late? The customer will be told.',
      temporary: () => 'What did you do for now, and what is still missing?',
      note: () => 'What should the note say?',
      handover: () => 'To whom? Please say the name.',
      what: () => 'What did you do? One sentence will do.',
      photos: () => 'Please send photos, then say "ready"; or say "none".',
      parts: () => 'Which parts did you replace or use? Or say "none".',
      cost: () => 'What was charged? Or say "free".',
      check: (items) =>
        `Self-check:\n${items}\nSay "all good", or the numbers that failed, e.g. "3, 7".`,
      signoff: () => 'Please let the customer look: satisfied, not satisfied, or absent?',
      confirm: (summary) => `${summary}\nIs it done?`,
    },
    none_: 'none',
    free: 'free',
    allGood: 'all good',
    satisfied: 'satisfied',
    unsatisfied: 'not satisfied',
    absent: 'absent',
    yes: 'confirm',
    no: 'start over',
    stop: 'stop',
    photosKept: (count) => `${count} received.`,
    stopped: () => 'All right, nothing was sent and nothing was changed.',
    done: (deed, number, next) => `Noted: ${number} ${deed}. ${next}`.trim(),
    refused: (why, name) =>
      ({
        taken: `${name || 'Somebody else'} has taken it already.`,
        finished: 'This ticket is over; nothing was changed.',
        changed: 'This ticket has just changed; please look again.',
        forbidden: 'Your role may not do this; nothing was changed.',
      })[why] ?? 'This cannot be done as the ticket stands; nothing was changed.',
    notSatisfied: () =>
      'Then it is not done yet. Put it right and say "done", or say "temporary fix".',
    nobodyOfThatName: () => 'No colleague of that name is here; please say the full name.',
    summary: (f) =>
      `Work: ${f.what}; photos: ${f.photos}; parts: ${f.parts}; charged: ${f.cost}${f.check ? `; self-check: ${f.check}` : ''}; customer: ${f.signoff}`,
    item: (n) => `item ${n} of the list`,
  },
};

const line =
  (script: 'zh' | 'en') =>
  (it: WorkTicketFacts): string => {
    const [comma, stop] = script === 'zh' ? ['，', '。'] : [', ', '. '];
    return `${it.number} ${it.urgency}${comma}${it.status}${comma}${it.address}${stop}${it.next}`;
  };

type Labels = Readonly<
  Record<'address' | 'customer' | 'words' | 'photos' | 'next' | 'why', string>
>;

function sheet(it: WorkTicketFacts, labels: Labels): string {
  return [
    `${it.number} ${it.line} [${it.urgency}] ${it.status}`,
    `${labels.address}: ${it.address} ${it.map}`.trim(),
    `${labels.customer}: ${it.name} ${it.phone}`,
    `${labels.words}: ${it.words}`,
    it.photos > 0 ? `${labels.photos}: ${it.photos}` : '',
    it.reasons ? `${labels.why}: ${it.reasons}` : '',
    it.next ? `${labels.next}: ${it.next}` : '',
  ]
    .filter(Boolean)
    .join('\n');
}
