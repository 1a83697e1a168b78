/** Forms of one English word that no stemmer brings together: irregular verbs, plurals and comparison. One line a word. */

export const forms = `
leave left
break broke broken
run ran
go went gone
make made
give gave given
take took taken
grow grew grown
fall fell fallen
hold held
keep kept
lose lost loss
rise rose risen
sink sank sunk
send sent
shake shook shaken
shrink shrank shrunk
spin spun
stand stood
stick stuck
swim swam
teach taught
tell told
think thought
throw threw thrown
wear wore worn
write wrote written
become became
begin began begun
blow blew blown
buy bought
bring brought
build built
burn burnt
catch caught
choose chose chosen choice
draw drew drawn
drink drank drunk
drive drove driven
eat ate eaten
feel felt
fight fought
find found
fly flew flown flight
freeze froze frozen
hear heard
hide hid hidden
know knew known
lead led
light lit
pay paid
say said
see saw seen
sell sold
sing sang sung
sit sat
sleep slept
speak spoke spoken speech
spend spent
win won
foot feet
man men
woman women
mouse mice
tooth teeth
child children
person people
life lives live
die died dead death
long length
strong strength
deep depth
wide width
high height
hot heat
weigh weight
lay laid lie lain
bend bent
bind bound
feed fed food
get got gotten
meet met
shine shone
shoot shot
good better best well
bad worse worst
`;
