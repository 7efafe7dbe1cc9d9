SELECT version_key, unit_key, period, version, event FROM in_force($as_of, $basis, $upto);
