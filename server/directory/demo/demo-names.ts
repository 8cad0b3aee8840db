import type { DemoPerson } from './demo-people.ts';

type Names = { language: DemoPerson['language']; given: string[]; family: string[] };

const words = (text: string) => text.split(' ');

/** Given and family names of one origin stay together; how often an origin stands here is how often it is drawn. */
const german: Names = {
  language: 'de',
  given: words(
    'Annika Björn Brigitte Christoph Dörte Günther Hannelore Ingo Jörn Katharina Käthe Lars Lukas Margarete Marlies Matthias Mechthild Norbert Ralf Sören Tobias Ursula Volker Wolfgang',
  ),
  family: words(
    'Ackermann Böhme Claßen Döring Eßer Förster Großmann Hölscher Jäger Köhler Lüdemann Möller Nöthen Oberländer Pröll Rößler Schäfer Süß Thürmer Übelacker Völkel Wörner Zöller Müller-Lüdenscheidt Schulze-Wiederhold',
  ),
};

const turkish: Names = {
  language: 'de',
  given: words(
    'Ayşe Barış Büşra Cemil Çağla Elif Emre Fatma Gökhan Gülay Hatice İbrahim Kübra Mustafa Oğuz Özlem Sıla Şeyma Tolga Uğur Yağmur Zeynep',
  ),
  family: words(
    'Akgül Aydın Bayraktar Çetin Doğan Erdoğdu Güneş Işık Karadağ Kılıç Kurtuluş Öztürk Özgül Şahin Şimşek Taşkın Uçar Ünsal Yavuz Yıldırım',
  ),
};

const polish: Names = {
  language: 'de',
  given: words(
    'Bożena Czesław Dorota Elżbieta Grażyna Jerzy Józef Kamil Łukasz Marek Mirosława Paweł Rafał Stanisław Urszula Wojciech Zofia Żaneta',
  ),
  family: words(
    'Błaszczyk Czarnecki Gołąb Jaśkiewicz Kołodziej Król Lewandowski Mróz Nowicki Ostrowski Piątek Różański Sadłowski Śliwa Tomczyk Wróbel Zając Żuraw',
  ),
};

const dutch: Names = {
  language: 'nl',
  given: words(
    'Anouk Bas Daan Femke Geert Hanneke Ilse Jeroen Joost Katrijn Liesbeth Maaike Niels Pim Renée Sanne Theo Wouter',
  ),
  family: words(
    'Aalbers Boersma Coenraadts Doornbos Engelen Franken Hoekstra Jonkers Kuiper Meijer Noordhoek Oosterhuis Postma Roelofs Smeets Tijssen Verhoeven Zijlstra',
  ),
};

const arabic: Names = {
  language: 'en',
  given: words(
    'Adnan Amina Bilal Fadila Hamza Hanan Jamal Karim Khadija Leïla Mahmoud Nawal Rachid Salma Tariq Yousra',
  ),
  family: words(
    'Abdallah Aziz Bouazza Chahine Darwish Fakhoury Haddad Jaber Khalil Mansouri Nasser Qasim Rahmani Saleh Tahiri Zidane',
  ),
};

export const demoNames: Names[] = [
  german,
  german,
  german,
  german,
  turkish,
  turkish,
  polish,
  polish,
  dutch,
  arabic,
];
