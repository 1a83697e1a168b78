/**
 * English words that say the same and words that say the opposite, of everyday and of school. One line a meaning. What
 * only one pack calls the same stands in the pack.
 */

export const same = `
big large huge great giant massive
small little tiny
fast quick rapid swift speedy
slow slowly gradual
begin start commence initiate
end finish stop cease halt terminate
make create produce form generate build construct
cause lead trigger produce result reason
help aid assist support enable allow let
use utilize employ apply
need require necessary must
show demonstrate display indicate reveal exhibit
tell say state explain describe
see observe look view notice watch
find discover detect locate identify
get obtain receive gain acquire
give provide supply offer deliver
keep retain maintain hold preserve
change alter modify vary shift transform convert become turn
turn rotate spin revolve rotation
move travel go flow pass
same equal identical alike equivalent similar
different differ distinct unlike
more greater additional extra increase
less fewer decrease
increase rise grow raise climb up
decrease reduce lower drop fall decline lessen shrink
high tall
many several numerous lot lots multiple
part piece portion component fragment bit section
kind type sort form category
way method manner technique approach procedure
join connect attach link couple bind
separate split divide apart detach disconnect
break damage destroy burn ruin
open gap broken
closed complete unbroken intact
touch contact
test experiment trial check try
measure measurement reading
result outcome effect consequence
problem issue difficulty trouble
important significant essential crucial key vital
always constantly continuous continually
often frequently usually
only solely just
near close beside next nearby
far distant away
hard solid firm tough
bright shine light glow lit
dark dim
warm hot heat
cold cool
hear listen
sound noise
soak absorb
vanish disappear
appear emerge
remain stay left leftover
fill full
empty vacant
enough sufficient adequate
people person human man men woman women
child children kid kids
animal creature organism
food nutrient nutrition eat
grow develop growth
die dead death
live alive life living
sick ill disease
safe secure
harm hurt injure danger dangerous
protect defend guard
fight battle war conflict
rule law regulation
rich wealthy
poor poverty
money cash fund
buy purchase
cost price expensive
job work task
error mistake wrong incorrect false fault
right correct true accurate
guess estimate predict
think believe
know understand
learn study
answer respond response reply
ask question
quantity amount number
substance material matter
size dimension magnitude
weight mass heavy
strong powerful
weak feeble
shape form
whole entire total all
each every
both two pair
first initial
last final
before earlier previous prior
after later following
between among
inside within interior internal
outside exterior external
top upper
bottom lower
rock stone
dirt soil earth ground
sea ocean
rain precipitation
car vehicle automobile
electricity electric electrical current power charge
evaporate vapor vapour steam
mix mixture blend combine combination stir
scratch scrape mark
bubble fizz foam
attract attraction pull
repel push
stick cling adhere attach
container cup jar glass bowl beaker dish pan
liquid fluid
temperature heat degree
pitch tone frequency
vibrate vibration shake tremble
loud volume
string cord rope thread
home house shelter
road street path route pathway way
location place position spot site
speed velocity fast
time duration period
middle center centre
edge border rim
lid cover top
hole opening gap
tube pipe
variable factor
constant steady unchanged controlled
prove proof evidence
mass weight
bulb lamp
wire cable
battery cell
particle grain piece bit
bone skeleton
kingdom realm empire
king queen ruler monarch
country nation state land
government state authority
citizen people inhabitant population
leader chief head boss
factory plant industry
trade commerce business
worker employee labourer laborer
teacher instructor
pupil student learner
doctor physician
disease illness infection
germ bacteria microbe
belief faith religion
freedom liberty
equality equal
goal aim purpose objective target
plan strategy
choice option alternative
advantage benefit
disadvantage drawback downside
risk danger threat
rate pace speed
ability skill capacity
idea concept notion thought
feeling emotion
memory remember recall
attention focus concentrate
behavior behaviour conduct act action
environment surroundings
influence affect effect impact
depend rely based
contain include hold comprise
consist made composed
belong own possess
occur happen
allow permit let
prevent stop avoid hinder block
store save keep
release emit
respond react answer reaction
balance equilibrium
feedback reaction response
loop cycle circle
picture image photo
`;

export const opposite = `
more / less fewer
increase rise grow raise gain / decrease reduce drop fall decline lose shrink
high higher highest / low lower lowest
big large bigger larger largest great greater greatest / small smaller smallest little
long longer / short shorter
fast faster quick quickly / slow slower slowly
hot hotter warm / cold colder cool
light lighter / heavy heavier
bright / dark dim
hard harder / soft softer
strong stronger / weak weaker
same equal alike / different unequal
open broken / closed complete intact
connect connected attach join / disconnect disconnected separate separated
on / off
up above over / down below under
inside in / outside out
before / after
first / last
start begin / stop end finish
positive / negative
always / never
all every everything / none
near close / far away
full / empty
add / remove subtract
attract / repel
absorb / emit reflect
expand / contract
win / lose
buy / sell
give / take
push / pull
left / right
true right correct / false wrong incorrect
good better best / bad worse worst
early earlier / late later
many / few
thick thicker / thin thinner
wet / dry
old older / young new newer
possible / impossible
internal / external
sink / float
dead die / alive live
visible / invisible
rough / smooth
deep / shallow
north / south
east / west
maximum / minimum
cause / prevent
active / passive
public / private
`;
