import type { Lack, Merit } from '../../desk/dispatch/choice.ts';
import type { Language } from '../../desk/words.ts';

/** Why this colleague was chosen, to be shown beside the choice. */
export const meritIn: Readonly<Record<Language, (merit: Merit) => string>> = {
  'zh-Hans': (merit) => {
    switch (merit.is) {
      case 'same_work':
        return '上次由您处理';
      case 'known':
        return '您服务过这位客户';
      case 'key_area':
        return '重点区域，优先派有经验的人';
      case 'near':
        return `离现场最近，约${merit.km}公里`;
      case 'skill':
        return `您熟悉${merit.words.join('、')}`;
      case 'area':
        return `您负责${merit.name}`;
      case 'load':
        return `手上${merit.carries}单`;
      case 'only':
        return '目前只有您可以去';
      case 'needed':
        return '事情等不了，其他人都去不了';
      case 'vip':
        return 'VIP客户优先';
    }
  },
  'zh-Hant': (merit) => {
    switch (merit.is) {
      case 'same_work':
        return '上次由您處理';
      case 'known':
        return '您服務過這位客戶';
      case 'key_area':
        return '重點區域，優先派有經驗的人';
      case 'near':
        return `離現場最近，約${merit.km}公里`;
      case 'skill':
        return `您熟悉${merit.words.join('、')}`;
      case 'area':
        return `您負責${merit.name}`;
      case 'load':
        return `手上${merit.carries}單`;
      case 'only':
        return '目前只有您可以去';
      case 'needed':
        return '事情等不了，其他人都去不了';
      case 'vip':
        return 'VIP客戶優先';
    }
  },
  en: (merit) => {
    switch (merit.is) {
      case 'same_work':
        return 'you did it last time';
      case 'known':
        return 'you have served this customer';
      case 'key_area':
        return 'a key area, experienced staff first';
      case 'near':
        return `you are nearest, about ${merit.km} km`;
      case 'skill':
        return `you know ${merit.words.join(', ')}`;
      case 'area':
        return `you look after ${merit.name}`;
      case 'load':
        return merit.carries === 0 ? 'your hands are free' : `you have only ${merit.carries} open`;
      case 'only':
        return 'nobody else is available now';
      case 'needed':
        return 'it cannot wait and nobody else can go';
      case 'vip':
        return 'VIP customers come first';
    }
  },
};

/** Why nobody, or not this one, could be asked; `people`: how many that is true of. */
export const lackIn: Readonly<Record<Language, (lack: Lack, people: number) => string>> = {
  'zh-Hans': (lack, people) => `${people}人${lacks[lack][0]}`,
  'zh-Hant': (lack, people) => `${people}人${lacks[lack][1]}`,
  en: (lack, people) => `${people} ${lacks[lack][2]}`,
};

const lacks: Readonly<Record<Lack, readonly [string, string, string]>> = {
  away: ['请假', '請假', 'away'],
  area: ['不在这个片区', '不在這個片區', 'in other areas'],
  declined: ['已回绝', '已回絕', 'declined'],
  unanswered: ['没有回应', '沒有回應', 'did not answer'],
  off_duty: ['不当班', '不當班', 'off duty'],
  full: ['手上满单', '手上滿單', 'with full hands'],
  kept: ['留给重点区域', '留給重點區域', 'kept for key areas'],
  queued: ['留给排在前面的客户', '留給排在前面的客戶', 'needed for those who wait before'],
};
