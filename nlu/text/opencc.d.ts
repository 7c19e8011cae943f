/** Character pairs of Open Chinese Convert: "漏 漏|裡 里|…". */
declare module 'opencc-js/dict/TSCharacters' {
  const pairs: string;
  export default pairs;
}

declare module 'opencc-js/dict/STCharacters' {
  const pairs: string;
  export default pairs;
}
