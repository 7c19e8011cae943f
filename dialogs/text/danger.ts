import type { Language } from '../../desk/words.ts';
import type { Danger } from '../../nlu/understanding.ts';
import type { Sentence } from './facts.ts';

/** What to do now, before anything is registered. */
export const dangers: Readonly<Record<Language, Readonly<Record<Danger, Sentence>>>> = {
  'zh-Hans': {
    water: '请先关掉总水阀，远离积水处的插座和电器。',
    electricity: '请先不要碰它，能安全拉闸的话先断电，人离远一点。',
    gas: '请马上关气阀、开窗，不要开关电器或用明火，到室外打燃气公司抢修电话或119。',
    fire: '请先离开，打119。',
    glass: '请先不要靠近，注意脚下，别让孩子和老人过去。',
    fall: '请先不要坐、不要靠近，下面别站人。',
    trapped: '如果有人不舒服或有危险，请先打110或119。',
    injury: '如果有人受伤，请先就医，严重的话打120。',
  },
  'zh-Hant': {
    water: '請先關掉總水閥，遠離積水處的插座和電器。',
    electricity: '請先不要碰它，能安全關掉總電源就先關，人離遠一點。',
    gas: '請馬上關瓦斯或煤氣閥、開窗，不要開關電器或用明火，到室外打燃氣或瓦斯公司搶修電話或119（香港打999）。',
    fire: '請先離開，打119（香港打999）。',
    glass: '請先不要靠近，注意腳下，別讓孩子和老人過去。',
    fall: '請先不要坐、不要靠近，下面別站人。',
    trapped: '如果有人不舒服或有危險，請先打110或119（香港打999）。',
    injury: '如果有人受傷，請先就醫，嚴重的話請馬上叫救護車。',
  },
  en: {
    water:
      'Please turn off the main water valve first and keep away from sockets and appliances that are wet.',
    electricity:
      'Please do not touch it. If you can do so safely, switch off the power and keep away.',
    gas: 'Please close the gas valve and open the windows now; use no switches and no flames. Go outside and call the gas company or 119.',
    fire: 'Please leave now and call 119.',
    glass: 'Please keep away, watch your step, and keep children and elderly people out.',
    fall: 'Please do not sit on it or go near it, and let nobody stand below.',
    trapped: 'If anyone is unwell or in danger, please call 110 or 119 first.',
    injury: 'If anyone is hurt, please see a doctor first; in a serious case call 120.',
  },
};
