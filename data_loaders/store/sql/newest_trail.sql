-- The newest entry; an aggregate, because an order over the whole trail costs twice as much.
SELECT max(number), arg_max(digest, number) FROM store.trail HAVING count(*) > 0;
