-- Run once by psql as the administrator of a new primary. The passwords are in the environment.
\set ON_ERROR_STOP on
\getenv longan_password LONGAN_PASSWORD
\getenv replication_password REPLICATION_PASSWORD
-- There is no standby yet that could confirm.
SET synchronous_commit = local;
CREATE ROLE replicator LOGIN REPLICATION PASSWORD :'replication_password';
SELECT pg_create_physical_replication_slot('db2');
-- Longan owns its database, and is not a superuser.
CREATE ROLE longan LOGIN PASSWORD :'longan_password';
CREATE DATABASE longan OWNER longan TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
REVOKE CONNECT ON DATABASE longan FROM PUBLIC;
