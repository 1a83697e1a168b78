/** Names for those who would rather not think of one: a friendly quality and an animal. None of them teases. */
export const suggestions = {
  qualities:
    'Amber Brave Bright Brisk Calm Cheery Clever Cosy Curious Dapper Daring Eager Fearless Gentle Glad Golden Happy Honest Jolly Keen Kind Lively Lucky Merry Mighty Mindful Nimble Noble Patient Playful Plucky Quick Quiet Radiant Silver Sincere Sunny Swift Thoughtful Warm Wise Witty'.split(
      ' ',
    ),
  animals:
    'Badger Bear Beaver Bee Crane Deer Dolphin Dragonfly Eagle Falcon Finch Fox Gecko Hare Hedgehog Heron Ibex Jackdaw Kestrel Koala Lark Lemur Lynx Magpie Marten Moose Narwhal Octopus Otter Owl Panda Penguin Puffin Raven Robin Salmon Seal Sparrow Squirrel Swan Tortoise Turtle Walrus Whale Wolf Wren'.split(
      ' ',
    ),
};
