/**
 * Swedish words that say the same and words that say the opposite, of everyday and of school, and forms of one word that
 * no stemmer brings together. One line a meaning. What only one pack calls the same stands in the pack.
 */

export const same = `
stor större störst enorm väldig
liten mindre små pytteliten
snabb fort hastig kvick
långsam sakta gradvis
börja starta inleda
sluta stanna upphöra avsluta
skapa bilda framställa tillverka producera bygga
orsaka leda medföra orsak anledning skäl bero
hjälpa bistå stödja
använda nyttja utnyttja bruka
behöva kräva nödvändig
visa påvisa demonstrera
säga berätta förklara beskriva
se observera titta märka
hitta finna upptäcka
få erhålla
ge lämna tillföra
behålla bevara
ändra förändra förändring ändring omvandla bli
röra flytta gå resa strömma flöda
samma lika likadan identisk
olika skild annorlunda
mer mera ytterligare
öka stiga växa höja ökning
minska sjunka falla avta sänka minskning
många flera massor
del bit stycke
sort typ slag art
sätt metod
förena koppla ansluta fästa binda
skilja dela separera
förstöra skada
resultat följd effekt konsekvens
problem svårighet
viktig betydelsefull väsentlig avgörande
alltid ständigt jämt
ofta vanligen
nära intill bredvid
ljus sken lysa
varm het värme
kall kyla
ljud buller
försvinna
stanna kvar
människa person folk
djur varelse organism
mat föda näring äta
dö död
leva liv levande
sjuk sjukdom
fel misstag felaktig
rätt riktig korrekt sann
mängd antal kvantitet
ämne material
hel hela total
varje var
`;

/** What a stemmer leaves apart. */
export const forms = `
gå gick gått
få fick fått
ge gav gett givit
ta tog tagit
se såg sett
bli blev blivit
stå stod stått
göra gjorde gjort
säga sade sagt
komma kom kommit
ligga låg legat
sitta satt suttit
falla föll fallit
hålla höll hållit
låta lät låtit
dra drog dragit
bryta bröt brutit bruten
flyta flöt flutit
skjuta sköt skjutit
sjunka sjönk sjunkit
stiga steg stigit
skriva skrev skrivit
driva drev drivit
finna fann funnit
vinna vann vunnit
binda band bundit
veta visste vetat
sätta satte satt
lägga lade lagt
lång längd längre längst
stor större störst
liten små mindre minst
hög höjd högre högst
låg lägre lägst
tung tyngre tyngst tyngd
ung yngre yngst
bra bättre bäst
dålig sämre sämst
fot fötter
tand tänder
man män
hand händer
bok böcker
land länder
stad städer
kraft krafter
`;

export const opposite = `
mer mera fler / mindre färre
öka stiga växa höja / minska sjunka falla avta sänka
hög högre högst / låg lägre lägst
stor större störst / liten mindre minst små
lång längre / kort kortare
snabb snabbare fort / långsam långsammare sakta
varm varmare het / kall kallare
lätt lättare / tung tyngre
ljus / mörk
hård / mjuk
stark starkare / svag svagare
samma lika / olika
öppen / stängd sluten
upp över ovanför / ner under nedanför
inuti in / utanför ut
före innan / efter
först / sist
börja starta / sluta
positiv / negativ
alltid / aldrig
alla / inga
nära / långt
full / tom
addera / subtrahera
attrahera / repellera
vänster / höger
sann rätt / falsk fel
bra bättre bäst / dålig sämre sämst
tidig tidigare / sen senare
många / få
tjock / tunn
våt / torr
gammal äldre / ung ny
flyta / sjunka
norr / söder
öst öster / väst väster
inre / yttre
`;
