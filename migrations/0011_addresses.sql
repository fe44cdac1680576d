-- Where comments were sent from is forgotten after a while: found here, however many have been forgotten before.
CREATE INDEX comments_with_address ON comments (created_at) WHERE address IS NOT NULL;
