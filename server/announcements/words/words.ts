/** Short and harmless, and much the same in English, German and Dutch: they are said aloud between them. */
export const words = `
  album alfa alpaca amber ananas anorak arena aroma aster atlas atom aurora auto avocado axiom
  bagel balkon ballet balsa bamboo banana band banjo bariton basalt basket beta beton bingo bison biwak
  blazer bonbon bonsai bonus boxer brie buffet bungalow bus button
  cabrio cactus cafe cake camera camping canyon cappuccino caravan cargo cello cent chip chili clown
  club cobra cockpit code comic container couscous cowboy cricket croissant curry
  dahlia data delta denim dessert diesel dingo disco dollar domino donut duet duo
  echo espresso etui euro expo export falafel festival feta film filter fjord flamingo flora fox foxtrot
  gala gamma garage gazelle gitar golf gondola gong gorilla gram graniet gulasch
  hamster harmonica hobby hockey horizon hotel humor humus
  iglu indigo jade jaguar jasmin jazz jeans jeep jet jockey joker judo jumbo
  kajak kakadu kanu karate karaoke kebab ketchup kilo kimono kiosk kiwi koala kolibri komet komma kosmos
  lama lambda lamp lasso latte lava lemon lift lila limbo limonade logo lotto lotus lounge lux
  mambo mammut mandarin mandolin mango manga marathon marimba mascara matrix melon menu mesa meteor meter
  metro mikado mixer mocca modem monitor mosaik motor muffin museum mustang
  nautilus nektar neon nova nougat nugget oase oboe ocean okapi oktav olive omega opal orca orgel origami
  paella palma panda panorama papaya paprika parka parasol park pasta patio pedal pelikan pergola pesto
  piano piccolo pilot pingpong pinguin pita pizza planet plaza polka polo poncho pony pool popcorn
  portal poster prisma pudding puma puzzle pyjama
  quark quinoa quiz radar radio radius rafting ragout ravioli reggae robot rodeo rondo rosette rotor
  route rugby rumba safari saga salami salat saldo salsa salto samba sandwich sauna saxofon scooter
  sensor september sherpa sigma signal silo sirup skateboard ski slalom smaragd snack soda sofa solo
  sonar sonate sopran spaghetti sport sprint squash start stereo studio sudoku sushi symbol
  taiga talent tandem tango tapir tarot taxi teller tempo tennis tenor theta tiger tipi tiramisu toast
  tofu tomato topas tornado trio trompet tuba tulip tundra tunnel turbo
  ufo ukulele vanille vase veranda video viola violet vitamin volt
  waffel walzer watt weekend wigwam winter wolf wombat
  yak yeti yoga zebra zenit zeta zirkel zoo zoom`
  .trim()
  .split(/\s+/);
